using Tombolo.Server.Cluster;

namespace Tombolo.Server.Accounts;

// Callers' tokens do not go into calls: GrainPatience says why.
internal sealed class GrainSignals(IAccountGrains grains, GrainPatience patience) : IAccountSignals
{
    public Task DeviceRemovedAsync(DeviceAddress device, CancellationToken cancellationToken) =>
        patience.CallAsync(() => grains.Of(device.Account).DeviceRemovedAsync(device.Device, CancellationToken.None), cancellationToken);

    public Task BlockedAsync(AccountAddress account, AccountAddress blocked, CancellationToken cancellationToken) =>
        patience.CallAsync(() => grains.PresenceOf(account).HideFromAsync(blocked, CancellationToken.None), cancellationToken);

    public Task FactsChangedAsync(AccountAddress account, CancellationToken cancellationToken) =>
        patience.CallAsync(() => grains.Of(account).FactsChangedAsync(CancellationToken.None), cancellationToken);

    public Task NotifyAsync(AccountAddress account, HostNotice notice, CancellationToken cancellationToken) => grains.Of(account).NotifyAsync(notice, CancellationToken.None).WaitAsync(cancellationToken);

    public Task PushAsync(AccountAddress account, HostNotice notice, CancellationToken cancellationToken) => grains.Of(account).PushAsync(notice, CancellationToken.None).WaitAsync(cancellationToken);
}
