namespace Tombolo.TestHost;

/// <summary>The machine's clock, set wrong by as much as one likes and as often. What is measured and waited for goes on as it does when an administrator turns a clock.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long _ticksAhead;

    public TimeSpan Ahead
    {
        set => Volatile.Write(ref _ticksAhead, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _ticksAhead));
}
