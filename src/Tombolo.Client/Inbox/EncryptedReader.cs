using System.Xml.Linq;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Outbox;
using Tombolo.Client.Sessions;
using Tombolo.Client.Wire;
using Tombolo.Content.Codec;
using Tombolo.Signal;

namespace Tombolo.Client.Inbox;

/// <summary>Decrypts an entry, or asks for it again.</summary>
internal sealed class EncryptedReader(DeviceCore core)
{
    public async Task TakeAsync(Change change, MailboxEntry entry, XElement encrypted, CancellationToken cancellationToken)
    {
        var part = encrypted.Elements(Names.Encryption + "to").FirstOrDefault(to => to.Number("device") == change.Device.DeviceId);
        if (entry.Device == 0 || encrypted.Number("device") != entry.Device || part?.Base64() is not { } ciphertext)
        {
            return;
        }

        var isOwn = entry.From == change.Device.Address;
        var chat = isOwn ? null : Chats.Meet(change, entry);
        if (chat?.State is ContactState.Declined or ContactState.Blocked)
        {
            return;
        }

        var type = part.Text("kind") == "prekey" ? CiphertextMessageType.PreKey : CiphertextMessageType.Signal;
        var cipher = new PeerCipher(core, entry.From);
        var result = await cipher.DecryptAsync(entry.Device, type, ciphertext, cancellationToken);
        if (!result.Succeeded)
        {
            if (chat is not null && result.Failure is not (DecryptFailure.Duplicate or DecryptFailure.ReplayedPreKey))
            {
                Complain(change, chat, entry, encrypted, type, ciphertext);
            }

            return;
        }

        if (!await cipher.SaveToAsync(change, cancellationToken))
        {
            return;
        }

        if (result.IdentityChange == IdentityChange.Replaced && chat is not null)
        {
            Threads.AddNotice(change, chat.Address, NoticeKind.KeyChanged, entry.At);
            change.Put(change.FindChat(chat.Address)! with { KeyChanged = true, Devices = [] });
        }

        await ReadAsync(change, entry, result.Plaintext, isOwn, cancellationToken);
    }

    private static async Task ReadAsync(Change change, MailboxEntry entry, byte[] plaintext, bool isOwn, CancellationToken cancellationToken)
    {
        var content = ContentCodec.Decode(plaintext);
        if (isOwn)
        {
            await ContentReader.TakeCopyAsync(change, entry, content.Value, plaintext, cancellationToken);
        }
        else
        {
            await ContentReader.TakeAsync(change, entry, content.Value, plaintext, cancellationToken);
        }
    }

    /// <summary>Shows that something is missing and asks the sender for it; a stranger is asked only once accepted.</summary>
    private static void Complain(Change change, ChatRecord chat, MailboxEntry entry, XElement encrypted, CiphertextMessageType type, byte[] ciphertext)
    {
        if (DecryptionErrorMessage.CreateFor(type, ciphertext, entry.At, (uint)entry.Device) is not { } error)
        {
            return;
        }

        var complaint = error.Serialize();
        var silent = encrypted.Text("urgent") == "false";
        if (!silent)
        {
            var waiting = new ChatEntry
            {
                Id = WaitingId(entry.StanzaId), Chat = chat.Address, Kind = EntryKind.Message,
                Direction = EntryDirection.Incoming, State = EntryState.Waiting, At = entry.At,
            };
            Chats.Wait(change, entry, waiting, complaint);
        }

        if (chat.State == ContactState.Accepted)
        {
            Ask(change, chat.Address, entry.StanzaId, entry.Device, complaint);
        }
    }

    public static string WaitingId(string stanzaId) => "w-" + StanzaIds.Original(stanzaId);

    public static void Ask(Change change, string to, string stanzaId, int device, byte[] complaint) =>
        change.Put(change.Enqueue(OutboxKind.Retry, to) with { About = stanzaId, Device = device, Content = complaint });
}
