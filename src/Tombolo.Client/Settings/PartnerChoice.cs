namespace Tombolo.Client;

/// <summary>One line of the tick list.</summary>
/// <param name="Id">Short lower-case name, such as <c>wren</c>.</param>
/// <param name="Name">The name people know.</param>
/// <param name="Shape">Kind of identifier its people have: <c>email</c>, <c>phone</c> or <c>handle</c>.</param>
/// <param name="Enabled">Ticked.</param>
public sealed record PartnerChoice(string Id, string Name, string Shape, bool Enabled);
