using System.Xml.Linq;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Keys;
using Tombolo.Client.Sessions;
using Tombolo.Client.Wire;
using Tombolo.Interop.Errors;

namespace Tombolo.Client.Outbox;

/// <summary>What the host answers to what was sent: stored, refused, or once more please.</summary>
internal sealed class OutboxReplies(DeviceCore core)
{
    private const int MaxAttempts = 5;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);

    /// <summary>The host has stored these.</summary>
    public Task AcknowledgedAsync(IReadOnlyList<string> stanzaIds, CancellationToken cancellationToken) => core.StepAsync(
        async change =>
        {
            foreach (var id in stanzaIds)
            {
                if (change.FindOutbox(id) is not { } record)
                {
                    continue;
                }

                change.Remove(record);
                if (record is { EntryId: { } entry, Kind: OutboxKind.Message })
                {
                    await Threads.AdvanceAsync(change, entry, EntryState.Sent, null, cancellationToken);
                }
            }
        },
        cancellationToken);

    /// <summary>The host refused one.</summary>
    public Task RefusedAsync(XElement stanza, CancellationToken cancellationToken) => core.StepAsync(
        async change =>
        {
            var id = stanza.Text("id") ?? "";
            var refused = change.FindOutbox(id) ?? Again(change, await change.FindSentAsync(id, cancellationToken), id);
            if (refused is null || refused.To != stanza.Text("from")?.Split('/')[0])
            {
                return;
            }

            change.Remove(refused);
            if (await IsWorthAnotherTryAsync(change, refused, stanza, cancellationToken))
            {
                Repeat(change, refused, stanza);
            }
            else if (refused is { EntryId: { } entry, Kind: OutboxKind.Message or OutboxKind.Resend })
            {
                await Threads.FailAsync(change, entry, StanzaErrors.Read(stanza).Code, cancellationToken);
            }
        },
        cancellationToken);

    private static OutboxRecord? Again(Change change, SentRecord? sent, string id) => sent is null ? null : new OutboxRecord
    {
        Number = 0,
        Kind = !sent.Urgent ? OutboxKind.Receipts : sent.To == change.Device.Address ? OutboxKind.Copy : OutboxKind.Message,
        StanzaId = id, To = sent.To, EntryId = sent.EntryId, Content = sent.Content, Resends = sent.Resends, Attempts = sent.Attempts,
    };

    private async Task<bool> IsWorthAnotherTryAsync(Change change, OutboxRecord refused, XElement stanza, CancellationToken cancellationToken)
    {
        var refusal = StanzaErrors.Read(stanza);
        if (refused.Attempts >= MaxAttempts || refused.Kind == OutboxKind.Retry)
        {
            return false;
        }

        if (!refusal.Is(ErrorCode.DevicesChanged))
        {
            return refusal.Is(ErrorCode.StorageUnavailable) || refusal.Is(ErrorCode.InternalError) || refusal.Is(ErrorCode.RateLimited);
        }

        var devices = StanzaErrors.Details(stanza)?.Descendants(Names.Keys + "devices").Select(KeyElements.ReadDevices).FirstOrDefault() ?? [];
        if (refused.Kind == OutboxKind.Copy)
        {
            change.Put(change.Device with { OwnDevices = devices });
            return true;
        }

        var cipher = new PeerCipher(core, refused.To);
        await Threads.TakeDevicesAsync(change, cipher, refused.To, devices, core.Time.GetUtcNow(), cancellationToken);
        return await cipher.SaveToAsync(change, cancellationToken);
    }

    /// <summary>The same content, encrypted anew, under an id that the receiver can tell to be a repetition.</summary>
    private void Repeat(Change change, OutboxRecord refused, XElement stanza)
    {
        var changed = StanzaErrors.Read(stanza).Is(ErrorCode.DevicesChanged);
        var next = change.Enqueue(refused.Kind, refused.To);
        change.Put(refused with
        {
            Number = next.Number,
            StanzaId = StanzaIds.Repetition(refused.StanzaId),
            Stanza = null,
            Attempts = refused.Attempts + 1,
            NotBefore = changed ? null : core.Time.GetUtcNow() + (FirstDelay * Math.Pow(2, refused.Attempts)),
        });
    }
}
