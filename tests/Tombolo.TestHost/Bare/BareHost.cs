using System.Collections.Concurrent;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Tombolo.Server;
using Tombolo.Server.Abuse;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.Server.Transport;

namespace Tombolo.TestHost.Bare;

/// <summary>
/// The server from the connection to the handlers, all real, without sockets, cluster and disk: bytes go in, bytes come out, and the clock is the
/// test's. Accounts are those of <see cref="FixedAccounts"/>.
/// </summary>
internal sealed class BareHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-bare-").FullName;
    private readonly FaultLog _faults = new();

    public BareHost(TimeProvider time, Action<TomboloServerOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(_faults));
        services.AddSingleton(time);
        services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
        services.AddTomboloServer(options =>
        {
            options.Storage.DataFolder = _folder;
            options.StandardClients.PlainChat = true;
            configure?.Invoke(options);
        });
        var accounts = new FixedAccounts();
        services.Replace(ServiceDescriptor.Singleton<IDatabase>(new BareDatabase()));
        services.Replace(ServiceDescriptor.Singleton<IAccountFacts>(accounts));
        services.Replace(ServiceDescriptor.Singleton<IRelations>(accounts));
        services.Replace(ServiceDescriptor.Singleton<IDeviceAuthenticator>(accounts));
        services.Replace(ServiceDescriptor.Singleton<IAccountGrains>(new BareGrains(accounts, Patience)));
        _services = services.BuildServiceProvider();
        Sweeper = _services.GetServices<IHostedService>().OfType<ConnectionSweeper>().Single();
    }

    public IServiceProvider Services => _services;

    /// <summary>What was logged as an error: always a fault of the host.</summary>
    public IReadOnlyCollection<string> Faults => _faults.Messages;

    public ConnectionSweeper Sweeper { get; }

    public BarePatience Patience { get; } = new();

    /// <summary>Gives an account of this name an app password.</summary>
    public Task AddPasswordAsync(string name, string password)
    {
        var verifiers = AppPasswordVerifiers.Create(password);
        return _services.GetRequiredService<IDatabase>().WriteAsync(
            connection =>
            {
                var identifier = IdentifierRows.GetOrAdd(connection, ServiceNames.Host, new AccountIdentifier("handle", name));
                connection.Execute(
                    "INSERT INTO account (address, service, identifier, region, created_at, seen_at) VALUES (@address, '', @identifier, '', 0, 0)",
                    new { address = name + "@localhost", identifier });
                AppPasswordRows.Set(connection, name + "@localhost", verifiers, 0);
                return true;
            },
            CancellationToken.None);
    }

    /// <summary>A connection of a standard client or a device, in the clear.</summary>
    public BareConnection Connect(PasswordAccess passwords = PasswordAccess.Allowed, bool takesDevices = true) => new(
        _services.GetRequiredService<ClientConnections>(), new TcpSecurity { Kind = TransportKind.Plain, PasswordAccess = passwords, TakesDevices = takesDevices });

    /// <summary>A connection that came in at the WebSocket door.</summary>
    public BareWebSocket ConnectWebSocket() => new(_services.GetRequiredService<ClientConnections>(), _services.GetRequiredService<ConnectionGate>());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class FaultLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Messages.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
