using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Tombolo.Server;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Storage;
using Tombolo.Server.Transport;

namespace Tombolo.TestHost;

/// <summary>A server on free ports of loopback.</summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly int[] _ports;

    private ServerHost(WebApplication app, int[] ports)
    {
        _app = app;
        _ports = ports;
    }

    public int HttpPort => _ports[0];

    public int TlsPort => _ports[1];

    /// <summary>XMPP in the clear, for standard clients.</summary>
    public int PlainPort => _ports[2];

    /// <summary>XMPP that begins in the clear and goes on with STARTTLS.</summary>
    public int StartTlsPort => _ports[3];

    public int HttpsPort => _ports[4];

    public IServiceProvider Services => _app.Services;

    public static async Task<ServerHost> StartAsync(ServerHostOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error).AddSimpleConsole();
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddTomboloServer(server =>
        {
            UseStore(server.Storage, options);
            server.Development = true;
            options.Configure(server);
        });
        if (!options.HasRealAccounts)
        {
            ReplaceAccounts(builder.Services);
        }

        if (options.Store is { } store)
        {
            Decorate(builder.Services, store);
        }

        if (options.SendBufferBytes is { } bytes)
        {
            builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endpoint => Narrow(endpoint, bytes));
        }

        var certificate = SslStreamCertificateContext.Create(SelfSigned(), null, offline: true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.ListenXmppTls(new IPEndPoint(IPAddress.Loopback, options.TlsPort), () => certificate);
            kestrel.ListenXmppPlain(new IPEndPoint(IPAddress.Loopback, 0));
            kestrel.ListenXmppStartTls(new IPEndPoint(IPAddress.Loopback, options.StartTlsPort), () => certificate);
            kestrel.ListenHttps(new IPEndPoint(IPAddress.Loopback, 0), () => certificate);
        });
        var app = builder.Build();
        app.MapTombolo();
        await app.StartAsync();
        var ports = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address).Port).ToArray();
        return new ServerHost(app, ports);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void UseStore(StorageOptions storage, ServerHostOptions options)
    {
        if (options.PostgresConnection is { } connection)
        {
            (storage.DataFolder, storage.Engine, storage.ConnectionString) = (options.DataFolder, DatabaseEngine.Postgres, connection);
            return;
        }

        TestStore.Use(storage, options.DataFolder);
    }

    private static void ReplaceAccounts(IServiceCollection services)
    {
        var accounts = new FixedAccounts();
        services.Replace(ServiceDescriptor.Singleton<IAccountFacts>(accounts));
        services.Replace(ServiceDescriptor.Singleton<IRelations>(accounts));
        services.Replace(ServiceDescriptor.Singleton<IDeviceAuthenticator>(accounts));
    }

    private static void Decorate(IServiceCollection services, Func<IDatabase, IDatabase> store)
    {
        var real = services.Single(service => service.ServiceType == typeof(IDatabase));
        services.Replace(ServiceDescriptor.Singleton<IDatabase>(provider => store((IDatabase)real.ImplementationFactory!(provider))));
    }

    /// <summary>Connections have of their listener what it has.</summary>
    private static Socket Narrow(EndPoint endpoint, int sendBufferBytes)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = sendBufferBytes;
        return socket;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
