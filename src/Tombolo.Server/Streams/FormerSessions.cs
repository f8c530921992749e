using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Streams;

/// <summary>
/// What sessions had handled that ended because their clients wished to resume them where that was not possible. The answer that says so may be lost with the
/// connection; then the client asks again, and must not repeat what is stored.
/// </summary>
internal sealed class FormerSessions(IOptions<TomboloServerOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Former> _handled = new(StringComparer.Ordinal);

    public int Count => _handled.Count;

    /// <summary>For as long as the session itself could have been resumed, and for as many as may wait to be.</summary>
    public void Remember(DeviceSession session)
    {
        if (session.ResumptionId is { } id && _handled.Count < options.Value.Streams.MaxHibernatedSessions)
        {
            _handled[id] = new Former(session.Device, session.Window.Handled, time.GetTimestamp());
        }
    }

    /// <summary>The stanzas of the client that the session handled; null when this device had none of that name, or long ago.</summary>
    public uint? Find(string resumptionId, DeviceAddress device) =>
        _handled.TryGetValue(resumptionId, out var former) && former.Device == device ? former.Handled : null;

    /// <summary>Once a second: nobody comes back for these any more.</summary>
    public void ForgetExpired()
    {
        foreach (var (id, former) in _handled)
        {
            if (time.GetElapsedTime(former.EndedAt) > options.Value.Streams.ResumptionTime)
            {
                _handled.TryRemove(id, out _);
            }
        }
    }

    private readonly record struct Former(DeviceAddress Device, uint Handled, long EndedAt);
}
