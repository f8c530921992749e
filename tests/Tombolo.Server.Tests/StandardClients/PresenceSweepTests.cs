using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Server.Streams;
using Tombolo.Server.Tests.Features;
using Tombolo.TestHost;
using Tombolo.Xmpp.Presence;

namespace Tombolo.Server.Tests.StandardClients;

/// <summary>Clients whose node was lost cannot say that they are gone. The time is the test's.</summary>
public sealed class PresenceSweepTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-sweep-").FullName;
    private readonly AwaitedClock _clock = new(TimeProvider.System.GetUtcNow());
    private ServerHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await ServerHost.StartAsync(new ServerHostOptions
        {
            DataFolder = _folder,
            HasRealAccounts = true,
            Time = _clock,
            Configure = options => options.StandardClients.PlainChat = true,
        });
        await _clock.TimerAsync(SessionReattachment.Every);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Client_ThatSaysNothingForLong_IsNotThereAnyMore()
    {
        var account = StandardHost.NewAccount(_folder) + "@localhost";
        var grain = _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPresenceGrain>(account);
        var (lost, living) = (ClientOf(account, "lost"), ClientOf(account, "living"));
        await grain.AnnounceAsync(lost, PresenceOf(lost), CancellationToken.None);
        await grain.AnnounceAsync(living, PresenceOf(living), CancellationToken.None);

        _clock.Advance(1.5 * SessionReattachment.Every);
        await grain.RemindAsync(living, PresenceOf(living), isInterested: false, CancellationToken.None);
        _clock.Advance(1.5 * SessionReattachment.Every);

        Assert.Equal([living.Address], await PresentBehindOneAsync(grain));
    }

    private static PresenceStanza PresenceOf(ClientLink client) => PresenceStanza.Create(PresenceType.Available, client.Address);

    /// <summary>Who is there once one of two is gone.</summary>
    private static async Task<string[]> PresentBehindOneAsync(IPresenceGrain grain)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var present = await grain.GetPresentAsync(CancellationToken.None);
            if (present.Length < 2)
            {
                return [.. present.Select(presence => presence.From)];
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A client of which there is nothing but what the grain was told.</summary>
    private ClientLink ClientOf(string account, string resource) => new(
        new SessionLink(Guid.CreateVersion7(), DeviceAddress.StandardClients, _host.Services.GetRequiredService<Nodes>().Here, resource, DrawsNear: false), $"{account}/{resource}");
}
