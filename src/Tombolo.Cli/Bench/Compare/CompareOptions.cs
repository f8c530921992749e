namespace Tombolo.Cli.Bench.Compare;

/// <summary>How much of everything.</summary>
internal sealed record CompareOptions
{
    /// <summary>Users of the pair rows.</summary>
    public int Users { get; init; } = 1000;

    /// <summary>Seconds that count in each round.</summary>
    public int Seconds { get; init; } = 8;

    /// <summary>Rounds; the median counts.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Seconds before the first round: the compilers of runtimes that have one, ours and Erlang's, get warm.</summary>
    public int WarmUpSeconds { get; init; } = 12;

    /// <summary>Connections of the memory rows.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>Messages that wait in all when draining begins.</summary>
    public int OfflineMessages { get; init; } = 20_000;

    /// <summary>Messages a second of the row that is not a closed loop.</summary>
    public int Rate { get; init; } = 1000;

    public PairLoadOptions Pairs(int? rate, IReadOnlyList<int> processes) => new()
    {
        Users = Users & ~1,
        Duration = TimeSpan.FromSeconds(Seconds),
        WarmUp = TimeSpan.FromSeconds(WarmUpSeconds),
        Rounds = Rounds,
        Rate = rate,
        ServerProcesses = processes,
    };
}
