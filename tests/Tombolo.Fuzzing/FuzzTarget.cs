namespace Tombolo.Fuzzing;

/// <param name="Name">Lower case with dashes; also the name of the corpus file.</param>
/// <param name="Body">The parser under test, and what must hold for what it accepts.</param>
/// <param name="Seeds">Valid inputs to begin with.</param>
public sealed record FuzzTarget(string Name, FuzzBody Body, Func<IEnumerable<byte[]>> Seeds)
{
    /// <summary>Longest input tried, in bytes.</summary>
    public int MaxInputSize { get; init; } = 4096;

    /// <summary>Only run when named on the command line; for targets that fail on purpose.</summary>
    public bool OnlyOnRequest { get; init; }
}
