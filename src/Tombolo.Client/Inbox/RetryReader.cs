using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Outbox;
using Tombolo.Client.Sessions;
using Tombolo.Client.Storage;
using Tombolo.Client.Wire;
using Tombolo.Signal;

namespace Tombolo.Client.Inbox;

/// <summary>
/// A peer's device could not decrypt something. It gets that message once more under these rules: its key is the one it was
/// written for, it was written for that device, it is not reported delivered, is at most 7 days old and was repeated less than
/// 3 times; and a device makes this one start at most one new session an hour.
/// </summary>
internal sealed class RetryReader(DeviceCore core)
{
    private const int MaxResends = 3;

    private static readonly TimeSpan ResetPause = TimeSpan.FromHours(1);

    public async Task TakeAsync(Change change, MailboxEntry entry, XElement retry, CancellationToken cancellationToken)
    {
        var id = retry.Text("id") ?? "";
        if (retry.Base64() is not { } bytes || !DecryptionErrorMessage.TryParse(bytes, out var error)
            || error.DeviceId != change.Device.DeviceId
            || change.FindChat(entry.From) is not { State: ContactState.Accepted }
            || await change.FindSentAsync(id, cancellationToken) is not { } sent)
        {
            return;
        }

        var cipher = new PeerCipher(core, entry.From);
        if (!await MayRepeatAsync(change, entry, sent, cipher, cancellationToken))
        {
            return;
        }

        if (error.RatchetKey is { } ratchetKey && !await ResetAsync(change, entry, cipher, ratchetKey, cancellationToken))
        {
            return;
        }

        await cipher.SaveToAsync(change, cancellationToken);
        change.Put(id, sent with { Resends = sent.Resends + 1 });
        change.Put(change.Enqueue(OutboxKind.Resend, entry.From) with
        {
            StanzaId = StanzaIds.Repetition(id),
            EntryId = sent.EntryId,
            Content = sent.Content,
            Device = entry.Device,
            Resends = sent.Resends + 1,
        });
    }

    private async Task<bool> MayRepeatAsync(Change change, MailboxEntry entry, SentRecord sent, PeerCipher cipher, CancellationToken cancellationToken)
    {
        var device = sent.Devices.FirstOrDefault(device => device.Id == entry.Device);
        var key = await cipher.KnownIdentityAsync(entry.Device, cancellationToken);
        var record = sent.EntryId is { } id ? await change.FindEntryAsync(id, cancellationToken) : null;
        return sent.To == entry.From
            && sent.Resends < MaxResends
            && core.Time.GetUtcNow() - sent.At <= SentRecords.MaxAge
            && device is not null && key is not null && key.AsSpan().SequenceEqual(device.IdentityKey)
            && record?.Entry.State is null or EntryState.Queued or EntryState.Sent;
    }

    /// <summary>Ends the session that the complaint is about. False when that was done less than an hour ago.</summary>
    private async Task<bool> ResetAsync(Change change, MailboxEntry entry, PeerCipher cipher, PublicKey ratchetKey, CancellationToken cancellationToken)
    {
        if (!await cipher.ArchiveIfConcernedAsync(entry.Device, ratchetKey, cancellationToken))
        {
            return true;
        }

        var key = Tables.Key(entry.From, entry.Device);
        var now = core.Time.GetUtcNow();
        if (await core.Store.ReadAsync(Tables.SessionResets, key, cancellationToken) is { } last
            && now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(Encoding.ASCII.GetString(last), CultureInfo.InvariantCulture)) < ResetPause)
        {
            return false;
        }

        change.Write(Tables.SessionResets, key, Encoding.ASCII.GetBytes(now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        return true;
    }
}
