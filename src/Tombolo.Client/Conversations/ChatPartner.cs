namespace Tombolo.Client;

/// <summary>The other service of a third-party chat.</summary>
/// <param name="Id">Short lower-case name on the wire, such as <c>wren</c>.</param>
/// <param name="Name">The name people know.</param>
public sealed record ChatPartner(string Id, string Name);
