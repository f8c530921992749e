using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>The open mailboxes of one account: one for each device, and one that its standard clients share. Belongs to the account's grain.</summary>
internal sealed class AccountMailboxes(AccountAddress account, IMailboxStore store, MailboxOptions limits)
{
    private readonly Dictionary<int, AccountMailbox> _byDevice = [];

    /// <summary>Null while no standard client may come.</summary>
    public AccountMailbox? Standard { get; private set; }

    public AccountMailbox? Of(int device) => device == DeviceAddress.StandardClients ? Standard : _byDevice.GetValueOrDefault(device);

    public void Remove(int device) => _byDevice.Remove(device);

    /// <summary>Opens what is new, and lets go of the mailboxes of devices that are gone.</summary>
    public async Task FitAsync(AccountFacts? facts, CancellationToken cancellationToken)
    {
        foreach (var device in facts?.Devices.Where(device => !_byDevice.ContainsKey(device.Id)) ?? [])
        {
            _byDevice[device.Id] = await OpenAsync(device.Id, cancellationToken);
        }

        foreach (var gone in _byDevice.Keys.Where(device => facts?.Devices.All(known => known.Id != device) ?? true).ToArray())
        {
            _byDevice.Remove(gone);
        }

        Standard = facts is { HasAppPassword: true } ? Standard ?? await OpenAsync(DeviceAddress.StandardClients, cancellationToken) : null;
    }

    /// <summary>Which devices get what: device 0 stands for all; the sending device gets nothing, and only the first device a stranger's request.</summary>
    public List<(int Device, byte[] Content)> ContentsFor(InboundMessage message, bool isRequest)
    {
        var contents = new List<(int Device, byte[] Content)>(message.Contents.Length);
        foreach (var (device, content) in message.Contents)
        {
            foreach (var target in device == 0 ? _byDevice.Keys.ToArray() : [device])
            {
                var isSender = message.Sender.Device == target && message.Sender.Account == account;
                if (_byDevice.ContainsKey(target) && !isSender && (!isRequest || target == DeviceAddress.Primary))
                {
                    contents.Add((target, content));
                }
            }
        }

        return contents;
    }

    /// <summary>Whether there is no room; the store is asked only when what is known here does not prove that there is.</summary>
    public async ValueTask<bool> IsFullAsync(List<(int Device, byte[] Content)> contents)
    {
        if (!MayBeFull(contents))
        {
            return false;
        }

        foreach (var (device, _) in contents)
        {
            var mailbox = Of(device)!;
            mailbox.Set(await store.MeasureAsync(mailbox.Mailbox.Id, CancellationToken.None));
        }

        return MayBeFull(contents);
    }

    private bool MayBeFull(List<(int Device, byte[] Content)> contents)
    {
        foreach (var (device, content) in contents)
        {
            if (Of(device)!.MayBeFull(content.Length, limits))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<AccountMailbox> OpenAsync(int device, CancellationToken cancellationToken)
    {
        var mailbox = await store.OpenAsync(new DeviceAddress(account, device), cancellationToken);
        return new AccountMailbox(mailbox, await store.MeasureAsync(mailbox.Id, cancellationToken));
    }
}
