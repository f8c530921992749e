namespace Tombolo.App.Wordings;

/// <summary>Words used on several screens.</summary>
internal sealed record CommonWording
{
    public required string Back { get; init; }
    public required string Close { get; init; }
    public required string Cancel { get; init; }
    public required string Continue { get; init; }
    public required string Save { get; init; }
    public required string On { get; init; }
    public required string Off { get; init; }
    public required string OnPartner { get; init; }
    public required string Loading { get; init; }
    public required string UpdateReady { get; init; }
    public required string Update { get; init; }
    public required string Crashed { get; init; }
    public required string Reload { get; init; }
}
