namespace Tombolo.Server.Streams;

/// <summary>A bucket that fills with <paramref name="perSecond"/> stanzas a second and holds ten seconds' worth; 0 means no limit.</summary>
internal sealed class StanzaRate(int perSecond, TimeProvider time)
{
    private const int BurstSeconds = 10;

    private double _level = perSecond * BurstSeconds;
    private long _at = time.GetTimestamp();

    public bool TryTake()
    {
        if (perSecond == 0)
        {
            return true;
        }

        var now = time.GetTimestamp();
        _level = Math.Min(perSecond * BurstSeconds, _level + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
        if (_level < 1)
        {
            return false;
        }

        _level--;
        return true;
    }
}
