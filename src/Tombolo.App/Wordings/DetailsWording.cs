namespace Tombolo.App.Wordings;

/// <summary>The page about one chat: who, by which service, how encrypted.</summary>
internal sealed record DetailsWording
{
    public required string Title { get; init; }
    public required string Identifier { get; init; }
    public required string Service { get; init; }
    public required string Encryption { get; init; }
    public required string Suite { get; init; }
    public required string Privacy { get; init; }
    public required string SafetyNumber { get; init; }
    public required string SafetyLead { get; init; }
    public required string SafetyLater { get; init; }
    public required string Block { get; init; }
    public required string BlockLead { get; init; }
}
