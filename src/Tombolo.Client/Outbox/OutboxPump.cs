using System.Threading.Channels;
using Tombolo.Client.Connection;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Keys;
using Tombolo.Signal;

namespace Tombolo.Client.Outbox;

/// <summary>
/// Sends what is in the outbox, oldest first, as long as a session lasts. A record leaves the outbox only when the host has
/// acknowledged it; after a lost session the same bytes go out again, and the host drops what it has.
/// </summary>
internal sealed class OutboxPump(DeviceCore core)
{
    private const int PrepareAttempts = 3;

    private readonly OutboxCrypto _crypto = new(core);
    private readonly Channel<bool> _kicks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<long> _underway = [];

    /// <summary>There may be something to send.</summary>
    public void Kick() => _kicks.Writer.TryWrite(true);

    /// <summary>Sends until the session's token ends it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="resumed">True when stream management has already repeated what was underway.</param>
    /// <param name="cancellationToken">Ends with the connection.</param>
    public async Task RunAsync(XmppSession session, bool resumed, CancellationToken cancellationToken)
    {
        if (!resumed)
        {
            _underway.Clear();
        }

        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                foreach (var record in core.Outbox.Where(IsDue))
                {
                    await SendAsync(session, record, cancellationToken);
                }

                await WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    private bool IsDue(OutboxRecord record) => !_underway.Contains(record.Number) && !(record.NotBefore > core.Time.GetUtcNow());

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var kick = _kicks.Reader.WaitToReadAsync(woken.Token).AsTask();
        var due = core.Outbox.Where(record => !_underway.Contains(record.Number)).Min(record => record.NotBefore) - core.Time.GetUtcNow();
        if (due is { } delay && delay > TimeSpan.Zero)
        {
            await Task.WhenAny(kick, Task.Delay(delay, core.Time, woken.Token));
            await woken.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
        else
        {
            await kick;
        }

        _kicks.Reader.TryRead(out _);
    }

    private async Task SendAsync(XmppSession session, OutboxRecord record, CancellationToken cancellationToken)
    {
        var ready = record.Stanza is null ? await PrepareAsync(session, record, cancellationToken) : record;
        if (ready?.Stanza is { } stanza)
        {
            // Underway only once the session has it: one that was cancelled in between goes out again, and the host drops the repetition.
            await session.SendMessageAsync(ready.StanzaId, stanza, cancellationToken);
            _underway.Add(ready.Number);
        }
    }

    /// <summary>The record with its stanza; null when it failed for good, or has to wait for the next connection.</summary>
    private async Task<OutboxRecord?> PrepareAsync(XmppSession session, OutboxRecord record, CancellationToken cancellationToken)
    {
        if (record.Kind == OutboxKind.Retry)
        {
            var retry = record with { Stanza = OutgoingStanzas.Retry(record) };
            await core.StepAsync(change => change.Put(retry), cancellationToken);
            return retry;
        }

        Outcome<OutboxRecord> outcome = RefusalCodes.Local(RefusalCodes.ProtocolBroken);
        for (var attempt = 0; attempt < PrepareAttempts && !outcome.Succeeded; attempt++)
        {
            outcome = await TryPrepareAsync(session, record, fresh: attempt > 0, cancellationToken);
            if (outcome.Refusal?.Code == RefusalCodes.Offline)
            {
                return null;
            }
        }

        if (outcome.Refusal is { } refusal)
        {
            await core.StepAsync(change => DropAsync(change, record, refusal, cancellationToken), cancellationToken);
        }

        return outcome.Value;
    }

    private async Task<Outcome<OutboxRecord>> TryPrepareAsync(XmppSession session, OutboxRecord record, bool fresh, CancellationToken cancellationToken)
    {
        var devices = fresh ? [] : Known(record);
        if (devices.Count == 0)
        {
            var listed = await DeviceDirectory.DevicesAsync(session, record.To, cancellationToken);
            if (listed.Refusal is { } refusal)
            {
                return refusal;
            }

            devices = listed.Value!;
        }

        var bundles = new List<PreKeyBundle>();
        var missing = fresh ? devices : await _crypto.MissingAsync(record, devices, cancellationToken);
        foreach (var device in missing.Where(device => record.Kind != OutboxKind.Copy || device.Id != core.Device.DeviceId))
        {
            var bundle = await DeviceDirectory.BundleAsync(session, record.To, device, cancellationToken);
            if (bundle.Refusal is { } refusal)
            {
                return refusal;
            }

            if (!bundle.Value!.IdentityKey.Serialize().AsSpan().SequenceEqual(device.IdentityKey))
            {
                return RefusalCodes.Local(RefusalCodes.ProtocolBroken);
            }

            bundles.Add(bundle.Value);
        }

        return await _crypto.SealAsync(record, devices, bundles, cancellationToken);
    }

    private IReadOnlyList<PeerDevice> Known(OutboxRecord record) =>
        record.Kind == OutboxKind.Copy ? core.Device.OwnDevices : core.FindChat(record.To)?.Devices ?? [];

    private static async Task DropAsync(Change change, OutboxRecord record, Refusal refusal, CancellationToken cancellationToken)
    {
        change.Remove(record);
        if (record.EntryId is { } entry && record.Kind == OutboxKind.Message)
        {
            await Threads.FailAsync(change, entry, refusal.Code, cancellationToken);
        }
    }
}
