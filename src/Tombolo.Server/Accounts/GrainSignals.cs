using Tombolo.Server.Cluster;
using Tombolo.Server.StandardClients.Presence;

namespace Tombolo.Server.Accounts;

// Callers' tokens do not go into calls: GrainPatience says why.
internal sealed class GrainSignals(IGrainFactory grains, GrainPatience patience) : IAccountSignals
{
    public Task DeviceRemovedAsync(DeviceAddress device, CancellationToken cancellationToken) =>
        patience.CallAsync(() => GrainOf(device.Account).DeviceRemovedAsync(device.Device, CancellationToken.None), cancellationToken);

    public Task BlockedAsync(AccountAddress account, AccountAddress blocked, CancellationToken cancellationToken) =>
        patience.CallAsync(() => grains.GetGrain<IPresenceGrain>(account.ToString()).HideFromAsync(blocked, CancellationToken.None), cancellationToken);

    public Task FactsChangedAsync(AccountAddress account, CancellationToken cancellationToken) =>
        patience.CallAsync(() => GrainOf(account).FactsChangedAsync(CancellationToken.None), cancellationToken);

    public Task NotifyAsync(AccountAddress account, HostNotice notice, CancellationToken cancellationToken) => GrainOf(account).NotifyAsync(notice, CancellationToken.None).WaitAsync(cancellationToken);

    public Task PushAsync(AccountAddress account, HostNotice notice, CancellationToken cancellationToken) => GrainOf(account).PushAsync(notice, CancellationToken.None).WaitAsync(cancellationToken);

    private IAccountGrain GrainOf(AccountAddress account) => grains.GetGrain<IAccountGrain>(account.ToString());
}
