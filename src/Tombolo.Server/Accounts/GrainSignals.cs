using Tombolo.Server.Cluster;
using Tombolo.Server.StandardClients.Presence;

namespace Tombolo.Server.Accounts;

internal sealed class GrainSignals(IGrainFactory grains, GrainPatience patience) : IAccountSignals
{
    public Task DeviceRemovedAsync(DeviceAddress device, CancellationToken cancellationToken) =>
        patience.CallAsync(() => GrainOf(device.Account).DeviceRemovedAsync(device.Device, cancellationToken));

    public Task BlockedAsync(AccountAddress account, AccountAddress blocked, CancellationToken cancellationToken) =>
        patience.CallAsync(() => grains.GetGrain<IPresenceGrain>(account.ToString()).HideFromAsync(blocked, cancellationToken));

    public Task FactsChangedAsync(AccountAddress account, CancellationToken cancellationToken) =>
        patience.CallAsync(() => GrainOf(account).FactsChangedAsync(cancellationToken));

    public Task NotifyAsync(AccountAddress account, HostNotice notice, CancellationToken cancellationToken) => GrainOf(account).NotifyAsync(notice, cancellationToken);

    public Task PushAsync(AccountAddress account, HostNotice notice, CancellationToken cancellationToken) => GrainOf(account).PushAsync(notice, cancellationToken);

    private IAccountGrain GrainOf(AccountAddress account) => grains.GetGrain<IAccountGrain>(account.ToString());
}
