using System.Xml.Linq;
using Tombolo.Client.Connection;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Inbox;
using Tombolo.Client.Outbox;
using Tombolo.Client.Storage;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Consent;

/// <summary>Accept, decline, block: told to the host first, then done here.</summary>
internal sealed class ContactDecisions(DeviceCore core)
{
    public async Task<Outcome> AcceptAsync(XmppSession? session, string address, CancellationToken cancellationToken)
    {
        if (core.FindChat(address) is not { State: ContactState.Requested })
        {
            return RefusalCodes.Local(RefusalCodes.RequestUnknown);
        }

        var told = await TellAsync(session, "accept", address, cancellationToken);
        if (told.Succeeded)
        {
            await core.StepAsync(change => WelcomeAsync(change, address, cancellationToken), cancellationToken);
        }

        return told;
    }

    public async Task<Outcome> DeclineAsync(XmppSession? session, string address, CancellationToken cancellationToken)
    {
        if (core.FindChat(address) is not { State: ContactState.Requested })
        {
            return RefusalCodes.Local(RefusalCodes.RequestUnknown);
        }

        var told = await TellAsync(session, "decline", address, cancellationToken);
        if (told.Succeeded)
        {
            await SetAsync(address, ContactState.Declined, cancellationToken);
        }

        return told;
    }

    public async Task<Outcome> BlockAsync(XmppSession? session, string address, CancellationToken cancellationToken)
    {
        if (core.FindChat(address) is not { State: ContactState.Requested or ContactState.Accepted } chat)
        {
            return RefusalCodes.Local(RefusalCodes.RequestUnknown);
        }

        var told = await TellAsync(session, "block", address, cancellationToken);
        if (told.Succeeded)
        {
            // A blocked contact's thread stays to be read; a blocked stranger's card is put away.
            var state = chat.State == ContactState.Accepted ? ContactState.Blocked : ContactState.Declined;
            await SetAsync(address, state, cancellationToken);
        }

        return told;
    }

    public async Task<Outcome> UnblockAsync(XmppSession? session, string address, CancellationToken cancellationToken)
    {
        if (core.FindChat(address) is not { State: ContactState.Blocked })
        {
            return RefusalCodes.Local(RefusalCodes.ChatUnknown);
        }

        var told = await TellAsync(session, "unblock", address, cancellationToken);
        if (told.Succeeded)
        {
            await SetAsync(address, ContactState.Accepted, cancellationToken);
        }

        return told;
    }

    private static async Task<Outcome> TellAsync(XmppSession? session, string decision, string address, CancellationToken cancellationToken)
    {
        if (session is null)
        {
            return RefusalCodes.Local(RefusalCodes.Offline);
        }

        var answer = await session.AskAsync("set", null, new XElement(Names.Consent + decision, new XAttribute("jid", address)), cancellationToken);
        return answer.Refusal is { } refusal ? refusal : Outcome.Done;
    }

    /// <summary>The stranger becomes a contact: what came so far is reported delivered, what could not be read is asked for.</summary>
    private async Task WelcomeAsync(Change change, string address, CancellationToken cancellationToken)
    {
        var chat = change.FindChat(address)!;
        change.Put(chat with { State = ContactState.Accepted, UpdatedAt = core.Time.GetUtcNow() });
        var entries = await core.Store.AllAsync(Tables.Thread(address), ClientJson.Default.EntryRecord, cancellationToken);
        var here = entries.Where(record => record.Entry is { Direction: EntryDirection.Incoming, State: EntryState.Delivered or EntryState.Read });
        ReceiptQueue.Add(change, address, here.Select(record => new ReceiptLine(record.Entry.Id, Read: false)));
        foreach (var record in entries.Where(record => record is { Entry.State: EntryState.Waiting, Complaint: not null, StanzaId: not null }))
        {
            EncryptedReader.Ask(change, address, record.StanzaId!, record.Device, record.Complaint!);
        }

        change.Tell(new ChatsChanged());
    }

    private Task SetAsync(string address, ContactState state, CancellationToken cancellationToken) => core.StepAsync(
        change =>
        {
            change.Put(change.FindChat(address)! with { State = state, Unread = 0 });
            change.Tell(new ChatsChanged());
        },
        cancellationToken);
}
