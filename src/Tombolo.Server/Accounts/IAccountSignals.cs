using Tombolo.Server.Cluster;

namespace Tombolo.Server.Accounts;

/// <summary>How features tell an account's grain that something changed in the store. Always called after the commit.</summary>
internal interface IAccountSignals
{
    /// <summary>Ends the device's session and forgets its mailbox, which was deleted with the device.</summary>
    Task DeviceRemovedAsync(DeviceAddress device, CancellationToken cancellationToken);

    Task FactsChangedAsync(AccountAddress account, CancellationToken cancellationToken);

    /// <summary>Somebody was blocked: standard clients of the two do not see each other any more.</summary>
    Task BlockedAsync(AccountAddress account, AccountAddress blocked, CancellationToken cancellationToken);

    /// <summary>Stored in the mailboxes of the account's devices.</summary>
    Task NotifyAsync(AccountAddress account, HostNotice notice, CancellationToken cancellationToken);

    /// <summary>Only for devices that are online now.</summary>
    Task PushAsync(AccountAddress account, HostNotice notice, CancellationToken cancellationToken);
}
