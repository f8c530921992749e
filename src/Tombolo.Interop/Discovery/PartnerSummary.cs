namespace Tombolo.Interop.Discovery;

/// <summary>A live partner as everybody may see it.</summary>
public sealed record PartnerSummary
{
    /// <summary>Short lower-case name used on the wire, such as <c>wren</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name people know.</summary>
    public required string Name { get; init; }

    /// <summary>Issuer of the partner's identity tokens.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where the partner's app is, if it runs in a browser.</summary>
    public string? AppUrl { get; init; }
}
