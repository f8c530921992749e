namespace Tombolo.Signal.Bench;

/// <param name="Name">As in <c>tests/Peers/signal/bench.mjs</c>.</param>
/// <param name="What">For people.</param>
/// <param name="Bar">How many times faster than Signal's library we promise to be.</param>
/// <param name="Batch">Operations between two looks at the clock.</param>
/// <param name="Prepare">Sets up and returns one operation.</param>
internal sealed record Job(string Name, string What, double Bar, int Batch, Func<Task<Func<ValueTask>>> Prepare)
{
    internal static IReadOnlyList<Job> All { get; } =
    [
        new("setup", "session set-up", 3, 4, OurJobs.SetUpAsync),
        new("oneway", "encrypt + decrypt 100 bytes, one way", 10, 50, OurJobs.OneWayAsync),
        new("pingpong", "ping-pong, a ratchet step each", 4, 20, OurJobs.PingPongAsync),
        new("group", "sender key, encrypt + decrypt", 6, 20, OurJobs.GroupAsync),
        new("safety", "safety number, 5200 iterations", 2, 2, OurJobs.SafetyNumberAsync),
    ];
}
