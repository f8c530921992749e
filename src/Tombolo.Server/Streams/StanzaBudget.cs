using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Server.Streams;

/// <summary>
/// What one connection may ask of the host: a bucket that fills with so many units a second and holds half a minute's worth. A message costs
/// one unit and one more for each KiB; what makes the host work more costs more. Nobody is cut off for being quick: a connection in debt
/// is not read until it has paid, and TCP tells the peer to wait. 0 units a second means no limit.
/// </summary>
internal sealed class StanzaBudget(int perSecond, TimeProvider time)
{
    /// <summary>What a message to an address where nobody is costs on top: the host had to look.</summary>
    public const int NobodyThere = 40;

    private const int BurstSeconds = 30;

    // Short debts are carried over: a timer for each stanza would cost more than the stanza.
    private const double ShortestPause = 0.1;

    private double _level = (double)perSecond * BurstSeconds;
    private long _at = time.GetTimestamp();

    /// <summary>Units of one stanza.</summary>
    public static double CostOf(in StanzaEnvelope stanza) => (stanza.Bytes.Length / 1024.0) + stanza.Kind switch
    {
        StanzaKind.Message => 1,
        // It goes to everybody who may see it.
        StanzaKind.Presence => 30,
        StanzaKind.Iq => stanza.Type.SequenceEqual("set"u8) ? 20 : 4,

        // Acknowledgements and the like: cheap, not free.
        _ => 0.1,
    };

    /// <summary>Takes units. Returns how long to wait before the next stanza is looked at; mostly zero.</summary>
    public TimeSpan Take(double cost)
    {
        if (perSecond == 0)
        {
            return TimeSpan.Zero;
        }

        var now = time.GetTimestamp();
        _level = Math.Min((double)perSecond * BurstSeconds, _level + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond)) - cost;
        _at = now;
        var debt = -_level / perSecond;
        return debt < ShortestPause ? TimeSpan.Zero : TimeSpan.FromSeconds(debt);
    }
}
