using System.Xml.Linq;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Keys;
using Tombolo.Client.Sessions;
using Tombolo.Client.Wire;
using Tombolo.Signal;

namespace Tombolo.Client.Inbox;

/// <summary>
/// Takes one mailbox entry in: session, message and number are saved together, and only then may it be confirmed. An entry
/// that was taken in before changes nothing.
/// </summary>
internal sealed class MailboxReader(DeviceCore core)
{
    private readonly EncryptedReader _encrypted = new(core);
    private readonly RetryReader _retries = new(core);

    public Task TakeAsync(MailboxEntry entry, XElement message, CancellationToken cancellationToken) => core.StepAsync(
        async change =>
        {
            if (entry.Sequence <= change.Device.LastSequence)
            {
                return;
            }

            change.Put(change.Device with { LastSequence = entry.Sequence });
            try
            {
                await TakeAsync(change, entry, message, cancellationToken);
            }
            catch (SignalRecordException)
            {
                // Our own stored session is damaged: the message is lost, the mailbox must go on.
            }
        },
        cancellationToken);

    private async Task TakeAsync(Change change, MailboxEntry entry, XElement message, CancellationToken cancellationToken)
    {
        if (message.Element(Names.Encryption + "encrypted") is { } encrypted)
        {
            await _encrypted.TakeAsync(change, entry, encrypted, cancellationToken);
        }
        else if (message.Element(Names.Encryption + "retry") is { } retry)
        {
            await _retries.TakeAsync(change, entry, retry, cancellationToken);
        }
        else if (KeyElements.ReadDevices(message.Element(Names.Keys + "devices")) is { } devices && change.FindChat(entry.From) is not null)
        {
            var cipher = new PeerCipher(core, entry.From);
            await Threads.TakeDevicesAsync(change, cipher, entry.From, devices, entry.At, cancellationToken);
            await cipher.SaveToAsync(change, cancellationToken);
        }
    }
}
