namespace Tombolo.App.Wordings;

/// <summary>The discreet line that says how the connection is.</summary>
internal sealed record ConnectionWording
{
    public required string Connecting { get; init; }
    public required string Offline { get; init; }
    public required string Online { get; init; }
}
