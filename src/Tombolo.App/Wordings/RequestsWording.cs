namespace Tombolo.App.Wordings;

/// <summary>The card of a stranger who writes for the first time.</summary>
internal sealed record RequestsWording
{
    public required string Title { get; init; }
    public required string Lead { get; init; }
    public required string LeadPartner { get; init; }
    public required string Discreet { get; init; }
    public required string Accept { get; init; }
    public required string Decline { get; init; }
    public required string Block { get; init; }
    public required string Preview { get; init; }
}
