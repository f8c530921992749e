using System.Text.Json;
using Tombolo.Client.Device;
using Tombolo.Client.Storage;

namespace Tombolo.Client.Outbox;

/// <summary>What was sent is kept as long as it may be asked for again.</summary>
internal static class SentRecords
{
    /// <summary>Raised, more plaintext lies on the device for longer; lowered, a peer back from a holiday gets gaps.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    public static Task ForgetOldAsync(DeviceCore core, CancellationToken cancellationToken) => core.StepAsync(
        async change =>
        {
            foreach (var (id, value) in await core.Store.ListAsync(Tables.Sent, cancellationToken))
            {
                if (JsonSerializer.Deserialize(value, ClientJson.Default.SentRecord) is not { } sent || core.Time.GetUtcNow() - sent.At > MaxAge)
                {
                    change.Delete(Tables.Sent, id);
                }
            }
        },
        cancellationToken);
}
