namespace Tombolo.Server.Partners;

/// <summary>A partner as the host works with it, checked and immutable.</summary>
internal sealed record Partner
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Exactly as in tokens: compared ordinally.</summary>
    public required string Issuer { get; init; }

    public required Uri IssuerUrl { get; init; }

    public string? AppUrl { get; init; }

    public required IReadOnlyList<string> AppOrigins { get; init; }

    public required string IdentifierType { get; init; }

    public required PartnerState State { get; init; }

    /// <summary>May the host fetch from loopback for it: a sandbox partner of a development host.</summary>
    public required bool MayUseLoopback { get; init; }
}
