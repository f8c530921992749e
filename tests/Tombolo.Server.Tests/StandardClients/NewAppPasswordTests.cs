using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.StandardClients;

/// <summary>An operator makes an app password beside a host that has long known the account as one that takes no plain messages.</summary>
public sealed class NewAppPasswordTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-password-").FullName;
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private ServerHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ServerHost.StartAsync(new ServerHostOptions
    {
        DataFolder = _folder,
        HasRealAccounts = true,
        Time = _clock,
        Configure = options => options.StandardClients.PlainChat = true,
    });

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Message_ToOneWhoHasNeverLoggedInWithIt_IsKept()
    {
        var (alice, bob) = (StandardHost.NewAccount(_folder), StandardHost.NewAccount(_folder) + "@localhost");
        await _host.Services.GetRequiredService<IDatabase>().WriteAsync(connection => connection.Execute("DELETE FROM app_password WHERE account = @bob", new { bob }), CancellationToken.None);
        await using var from = await StandardClient.LogInAsync(_host.PlainPort, alice, StandardHost.Password);
        await from.SendMessageAsync(bob, "early", "nobody takes this");
        Assert.Equal("early", (string?)(await from.ExpectAsync("message")).Attribute("id"));

        var (_, password) = StandardAccounts.MakePassword(TestStore.In(_folder), bob, _clock)!.Value;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await from.SendMessageAsync(bob, "late", "somebody takes this");
        await from.AskAsync();
        await from.ExpectAsync("a");

        await using var to = await StandardClient.LogInAsync(_host.PlainPort, bob.Split('@')[0], password);
        Assert.Equal("somebody takes this", await to.ExpectBodyAsync());
    }
}
