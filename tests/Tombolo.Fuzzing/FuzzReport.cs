namespace Tombolo.Fuzzing;

/// <summary>The score of one target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Executions">Inputs tried.</param>
/// <param name="Edges">Different branches taken in the instrumented code.</param>
/// <param name="Corpus">Inputs worth keeping.</param>
/// <param name="Seconds">How long it ran.</param>
/// <param name="Seed">Repeats the run, machine speed aside.</param>
/// <param name="Finding">Null, or what went wrong and the input in hex.</param>
internal sealed record FuzzReport(
    string Target, long Executions, int Edges, int Corpus, double Seconds, int Seed, string? Finding)
{
    public override string ToString() =>
        $"{Target,-28} {Executions,10:N0} executions {Edges,6:N0} edges {Corpus,5} inputs {Seconds,6:F1} s  seed {Seed}"
        + (Finding is null ? "" : $"\n  FINDING {Finding}");
}
