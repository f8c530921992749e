using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Cluster;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.Server.Streams;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.StandardClients;

/// <summary>One server with plain chat for a class of tests; each test takes accounts of its own.</summary>
public sealed class StandardHost : IAsyncLifetime
{
    public const string Password = "5xk3n-9pv2c";

    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-standard-").FullName;

    internal ServerHost Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ServerHost.StartAsync(new ServerHostOptions
    {
        DataFolder = _folder,
        HasRealAccounts = true,
        Configure = options => options.StandardClients.PlainChat = true,
    });

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Makes an account and returns its name.</summary>
    internal string NewAccount() => NewAccount(_folder);

    /// <summary>Returns when everything that waited for the account is deleted.</summary>
    internal async Task EmptyAsync(string name)
    {
        var database = Server.Services.GetRequiredService<IDatabase>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var address = name + "@localhost";

        // Each look waits in the line of writes behind what was asked for before it.
        while (await database.WriteAsync(
            connection => connection.ExecuteScalar<int>(
                "SELECT count(*) FROM entry JOIN mailbox ON mailbox.id = entry.mailbox WHERE mailbox.account = @address", new { address }),
            patience.Token) > 0)
        {
        }
    }

    /// <summary>Returns when the client's session has lost its connection and waits to be resumed.</summary>
    internal async Task SleepsAsync(string address)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Server.Services.GetRequiredService<SessionDirectory>().Sessions.OfType<DeviceSession>().Single(session => session.Jid.ToString() == address).Connection is not null)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    internal static string NewAccount(string folder)
    {
        var name = "user" + Guid.NewGuid().ToString("N")[..12];
        StandardAccounts.Make(TestStore.In(folder), "localhost", [name], Password, TimeProvider.System);
        return name;
    }

    internal Task<StandardClient> LogInAsync(string name, bool isManaged = true, bool isAvailable = true, string resource = "test") =>
        StandardClient.LogInAsync(Server.PlainPort, name, Password, isManaged, isAvailable, resource);
}
