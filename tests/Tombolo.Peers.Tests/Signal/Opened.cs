namespace Tombolo.Peers.Tests.Signal;

/// <summary>What became of a received message: its text, or why not, in words that both libraries share.</summary>
internal readonly record struct Opened(string? Text, Refusal Refusal)
{
    internal static Opened As(string text) => new(text, Refusal.None);

    internal static Opened Refused(Refusal refusal) => new(null, refusal);
}
