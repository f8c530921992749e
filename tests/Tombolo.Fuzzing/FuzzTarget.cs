namespace Tombolo.Fuzzing;

/// <param name="Name">Lower case with dashes; also the name of the corpus file.</param>
/// <param name="Body">The parser under test, and what must hold for what it accepts.</param>
/// <param name="Seeds">Valid inputs to begin with.</param>
public sealed record FuzzTarget(string Name, FuzzBody Body, Func<IEnumerable<byte[]>> Seeds)
{
    /// <summary>Longest input tried, in bytes.</summary>
    public int MaxInputSize { get; init; } = 4096;

    /// <summary>Words of the language under test, which blind changes would take ages to spell; put in at random places.</summary>
    public IReadOnlyList<byte[]> Words { get; init; } = [];

    /// <summary>Done once before the first input, outside of every measurement.</summary>
    public Action Prepare { get; init; } = static () => { };

    /// <summary>Only run when named on the command line; for targets that fail on purpose.</summary>
    public bool OnlyOnRequest { get; init; }
}
