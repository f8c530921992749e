using System.Diagnostics;
using Tombolo.Server.Cluster;
using Tombolo.Server.LoadAccounts;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Bench.Peers;

/// <summary>Our own host as a child process of this very program: plain chat, every message durably stored before it is acknowledged.</summary>
internal sealed class TomboloServer(DatabaseEngine engine) : BenchedServer(engine == DatabaseEngine.Postgres ? OnPostgres : OnSqlite)
{
    public const string OnSqlite = "tombolo on SQLite";
    public const string OnPostgres = "tombolo on PostgreSQL";

    private const string Domain = "localhost";

    private readonly BenchedPostgres? _postgres = engine == DatabaseEngine.Postgres ? new BenchedPostgres(FreeLoopbackPort.Find()) : null;

    public override IReadOnlyList<int> Processes => _postgres is null ? base.Processes : [.. base.Processes, _postgres.Process];

    private string Data => Path.Combine(Folder, "data");

    private StorageOptions Storage => new() { Engine = engine, ConnectionString = _postgres?.ConnectionString, DataFolder = Data };

    /// <summary>Straight into the store: what is measured is chatting, not registering.</summary>
    public override Task MakeAccountsAsync(int count, CancellationToken cancellationToken)
    {
        StandardAccounts.Make(Storage, Domain, Enumerable.Range(0, count).Select(LoadTarget.UserName), LoadTarget.Password, TimeProvider.System);
        return Task.CompletedTask;
    }

    /// <summary>Accounts with a device of our own each.</summary>
    public IReadOnlyList<LoadDevice> MakeDevices(int count) => LoadDevices.Make(Storage, Domain, count, TimeProvider.System);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync().ConfigureAwait(false);
        }
    }

    protected override Task BeforeStartAsync(CancellationToken cancellationToken) => _postgres?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    protected override ProcessStartInfo Prepare(string log)
    {
        var store = _postgres is null ? "" : $" --database postgres --database-connection '{_postgres.ConnectionString}'";
        return Shell(
            $"{ThisProgram} serve --development --data '{Data}' --port {FreeLoopbackPort.Find()} --xmpp-port {TlsPort} --plain-chat --listen-plain 127.0.0.1:{Port}{store}", null, log);
    }
}
