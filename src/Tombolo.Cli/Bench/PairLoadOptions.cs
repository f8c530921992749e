namespace Tombolo.Cli.Bench;

/// <summary>One run of pairs.</summary>
internal sealed record PairLoadOptions
{
    /// <summary>Logged-in users, an even number.</summary>
    public int Users { get; init; } = 1000;

    /// <summary>Time before counting starts.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time that counts, of each round.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Rounds, one directly behind the other.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Messages offered per second over all users; null sends as fast as one outstanding message per user allows.</summary>
    public int? Rate { get; init; }

    /// <summary>Called when everybody is logged in, the warm-up is over and counting begins.</summary>
    public Action? Counting { get; init; }

    /// <summary>Bytes of each body.</summary>
    public int BodyBytes { get; init; } = 400;

    /// <summary>Processes whose CPU time is counted (with all they started).</summary>
    public IReadOnlyList<int> ServerProcesses { get; init; } = [];

    /// <summary>Processes of a database whose CPU time is counted apart.</summary>
    public IReadOnlyList<int> StoreProcesses { get; init; } = [];
}
