using System.Collections.Concurrent;
using System.Text;
using System.Xml.Linq;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;

namespace Tombolo.Server.Tests.Features;

/// <summary>Writes down what features tell accounts' grains; the grains have tests of their own.</summary>
internal sealed class RecordedSignals : IAccountSignals
{
    public ConcurrentQueue<DeviceAddress> RemovedDevices { get; } = new();

    public ConcurrentQueue<AccountAddress> ChangedFacts { get; } = new();

    public ConcurrentQueue<(AccountAddress Owner, AccountAddress Blocked)> Blocks { get; } = new();

    public ConcurrentQueue<(AccountAddress To, HostNotice Notice, bool Stored)> Notices { get; } = new();

    public Task DeviceRemovedAsync(DeviceAddress device, CancellationToken cancellationToken)
    {
        RemovedDevices.Enqueue(device);
        return Task.CompletedTask;
    }

    public Task FactsChangedAsync(AccountAddress account, CancellationToken cancellationToken)
    {
        ChangedFacts.Enqueue(account);
        return Task.CompletedTask;
    }

    public Task BlockedAsync(AccountAddress account, AccountAddress blocked, CancellationToken cancellationToken)
    {
        Blocks.Enqueue((account, blocked));
        return Task.CompletedTask;
    }

    public Task NotifyAsync(AccountAddress account, HostNotice notice, CancellationToken cancellationToken)
    {
        Notices.Enqueue((account, notice, true));
        return Task.CompletedTask;
    }

    public Task PushAsync(AccountAddress account, HostNotice notice, CancellationToken cancellationToken)
    {
        Notices.Enqueue((account, notice, false));
        return Task.CompletedTask;
    }

    public static XElement Read(HostNotice notice) => XElement.Parse(Encoding.UTF8.GetString(notice.Payload));
}
