using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>The open mailboxes of one account: one for each device, and one that its standard clients share. Guarded by the account's lock.</summary>
internal sealed class AccountMailboxes(AccountAddress account, MailboxOptions limits)
{
    private readonly Dictionary<int, AccountMailbox> _byDevice = [];

    /// <summary>Null while no standard client may come.</summary>
    public AccountMailbox? Standard { get; private set; }

    public AccountMailbox? Of(int device) => device == DeviceAddress.StandardClients ? Standard : _byDevice.GetValueOrDefault(device);

    public void Remove(int device) => _byDevice.Remove(device);

    /// <summary>The devices whose mailboxes have to be opened.</summary>
    public int[] Missing(AccountFacts? facts) => facts is null
        ? []
        : [.. facts.Devices.Select(device => device.Id).Where(device => !_byDevice.ContainsKey(device)), .. facts.HasAppPassword && Standard is null ? [DeviceAddress.StandardClients] : Array.Empty<int>()];

    /// <summary>Takes in what was opened, and lets go of the mailboxes of devices that are gone.</summary>
    public void Fit(AccountFacts? facts, IReadOnlyDictionary<int, AccountMailbox> opened)
    {
        foreach (var gone in _byDevice.Keys.Where(device => facts?.Devices.All(known => known.Id != device) ?? true).ToArray())
        {
            _byDevice.Remove(gone);
        }

        foreach (var (device, mailbox) in opened.Where(one => one.Key != DeviceAddress.StandardClients))
        {
            _byDevice[device] = mailbox;
        }

        Standard = facts is { HasAppPassword: true } ? opened.GetValueOrDefault(DeviceAddress.StandardClients) ?? Standard : null;
    }

    /// <summary>Which devices get what: device 0 stands for all; the sending device gets nothing, and only the first device a stranger's request.</summary>
    public (int[] Devices, (OpenMailbox Mailbox, byte[] Content)[] Entries) Address(InboundMessage message, bool isRequest)
    {
        if (message.Contents is [{ Device: > 0 } only] && Takes(only.Device, message, isRequest) is { } mailbox)
        {
            return ([only.Device], [(mailbox.Mailbox, only.Content)]);
        }

        var devices = new List<int>(message.Contents.Length);
        var entries = new List<(OpenMailbox Mailbox, byte[] Content)>(message.Contents.Length);
        foreach (var (device, content) in message.Contents)
        {
            foreach (var target in device == 0 ? _byDevice.Keys.ToArray() : [device])
            {
                if (Takes(target, message, isRequest) is { } taking)
                {
                    devices.Add(target);
                    entries.Add((taking.Mailbox, content));
                }
            }
        }

        return ([.. devices], [.. entries]);
    }

    /// <summary>As far as is known here; when not, the store has to be asked how full they are.</summary>
    public bool HasRoom(in Admission admission)
    {
        for (var index = 0; index < admission.Devices.Length; index++)
        {
            if (Of(admission.Devices[index])?.MayBeFull(admission.Entries[index].Content.Length, limits) ?? false)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Entries set out; the store does not know them yet.</summary>
    public void Begin(MailboxAppend stanza)
    {
        for (var index = 0; index < stanza.Entries.Length; index++)
        {
            Of(stanza, index)?.Begin(stanza.Entries[index].Content.Length);
        }
    }

    /// <summary>The store is done with them, one way or the other.</summary>
    public void Settle(MailboxAppend stanza)
    {
        for (var index = 0; index < stanza.Entries.Length; index++)
        {
            Of(stanza, index)?.Settle(stanza.Entries[index].Content.Length);
        }
    }

    /// <summary>They never set out.</summary>
    public void Withdraw(MailboxAppend stanza)
    {
        for (var index = 0; index < stanza.Entries.Length; index++)
        {
            Of(stanza, index)?.Withdraw(stanza.Entries[index].Content.Length);
        }
    }

    /// <summary>The mailbox of one of a stanza's entries; null when its device was replaced meanwhile and has another, which never counted this.</summary>
    public AccountMailbox? Of(MailboxAppend stanza, int index) =>
        Of(stanza.Devices[index]) is { } mailbox && mailbox.Mailbox == stanza.Entries[index].Mailbox ? mailbox : null;

    private AccountMailbox? Takes(int device, InboundMessage message, bool isRequest)
    {
        var isSender = message.Sender.Device == device && message.Sender.Account == account;
        return isSender || (isRequest && device != DeviceAddress.Primary) ? null : _byDevice.GetValueOrDefault(device);
    }
}
