using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Bench.Peers;

/// <summary>Our own host as a child process of this very program: plain chat, every message durably stored before it is acknowledged.</summary>
internal sealed class TomboloServer() : BenchedServer("tombolo (durable)")
{
    private string Data => Path.Combine(Folder, "data");

    /// <summary>Straight into the store: what is measured is chatting, not registering.</summary>
    public override Task MakeAccountsAsync(int count, CancellationToken cancellationToken)
    {
        StandardAccounts.Make(new StorageOptions { DataFolder = Data }, "localhost", Enumerable.Range(0, count).Select(LoadTarget.UserName), LoadTarget.Password, TimeProvider.System);
        return Task.CompletedTask;
    }

    protected override ProcessStartInfo Prepare(string log)
    {
        var (http, xmpp) = (FreePort(), FreePort());
        var program = Environment.ProcessPath!;
        var start = Path.GetFileNameWithoutExtension(program) == "dotnet" ? $"'{program}' '{Path.Combine(AppContext.BaseDirectory, "tombolo.dll")}'" : $"'{program}'";
        return Shell(
            $"{start} serve --development --data '{Data}' --port {http} --xmpp-port {xmpp} --plain-chat --listen-plain 127.0.0.1:{Port}", null, log);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
