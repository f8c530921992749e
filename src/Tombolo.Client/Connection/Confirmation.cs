using System.Xml.Linq;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Connection;

/// <summary>
/// Up to where the device has saved its mailbox and not yet said so. One <c>confirm</c> serves for all entries before it, so it waits a moment for something it can
/// travel with: most messages are answered, by a receipt at least, and a radio that sends once sleeps longer. After <see cref="Linger"/> it goes alone.
/// </summary>
internal sealed class Confirmation : IDisposable
{
    /// <summary>Longest wait.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(300);

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private long? _upTo;
    private bool _isLingering;

    /// <param name="time">The clock.</param>
    /// <param name="sendAlone">Called when nothing else was sent for long enough, from a thread of the clock; must not throw.</param>
    public Confirmation(TimeProvider time, Action sendAlone) =>
        _timer = time.CreateTimer(_ => sendAlone(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Everything up to this entry is saved.</summary>
    public void Saved(long upTo)
    {
        lock (_gate)
        {
            _upTo = Math.Max(_upTo ?? 0, upTo);
            if (!_isLingering)
            {
                _isLingering = true;
                _timer.Change(Linger, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>What has to be sent now; null when there is nothing. It is the caller's from now on: <see cref="Saved"/> when it could not be sent.</summary>
    public long? Take()
    {
        lock (_gate)
        {
            var taken = _upTo;
            (_upTo, _isLingering) = (null, false);
            return taken;
        }
    }

    /// <summary>The element that tells the host to forget the entries up to a number.</summary>
    public static byte[] Write(long upTo) => StanzaWriter.Write(new XElement(Names.Mailbox + "confirm", new XAttribute("upto", upTo)));

    /// <summary>Nothing goes alone any more.</summary>
    public void Dispose() => _timer.Dispose();
}
