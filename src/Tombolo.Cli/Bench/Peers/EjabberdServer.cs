using System.Diagnostics;
using Tombolo.Server.Cluster;

namespace Tombolo.Cli.Bench.Peers;

/// <summary>ejabberd from Debian, with what the comparison needs and nothing else.</summary>
internal sealed class EjabberdServer(EjabberdArchive archive) : BenchedServer(NameOf(archive))
{
    public const string WithoutArchive = "ejabberd";
    private const string PostgresSchema = "/usr/share/ejabberd/sql/pg.sql";

    private readonly BenchedPostgres? _postgres = archive == EjabberdArchive.Postgres ? new BenchedPostgres(FreeLoopbackPort.Find()) : null;

    /// <summary>The name in the table.</summary>
    public static string NameOf(EjabberdArchive archive) => archive == EjabberdArchive.Off ? WithoutArchive : $"ejabberd, archive in {archive}";

    public override IReadOnlyList<int> Processes => _postgres is null ? base.Processes : [.. base.Processes, _postgres.Process];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync().ConfigureAwait(false);
        }
    }

    protected override async Task BeforeStartAsync(CancellationToken cancellationToken)
    {
        if (_postgres is not null)
        {
            await _postgres.StartAsync(cancellationToken).ConfigureAwait(false);
            await _postgres.LoadAsync(PostgresSchema, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override ProcessStartInfo Prepare(string log)
    {
        BenchCertificate.Write(Folder);
        var configuration = Path.Combine(Folder, "ejabberd.yml");
        File.WriteAllText(configuration, $$"""
            hosts: [localhost]
            loglevel: error
            acme: {auto: false}
            certfiles: ["{{Folder}}/localhost.pem"]
            listen:
              - port: {{Port}}
                ip: "127.0.0.1"
                module: ejabberd_c2s
                max_stanza_size: 262144
                shaper: none
                access: c2s_any
                backlog: 1024
              - port: {{TlsPort}}
                ip: "127.0.0.1"
                module: ejabberd_c2s
                max_stanza_size: 262144
                shaper: none
                access: c2s_any
                backlog: 1024
                tls: true
            auth_method: [internal]
            auth_password_format: plain
            registration_timeout: infinity
            access_rules:
              c2s_any: {allow: all}
            shaper_rules:
              max_user_offline_messages: 100000
            {{SqlOptions()}}
            modules:
              mod_register: {ip_access: all, access: c2s_any, access_from: c2s_any}
              mod_stream_mgmt: {resend_on_timeout: false}
              mod_roster: {}
              mod_disco: {}
              mod_offline: {access_max_user_messages: max_user_offline_messages}
            {{(archive == EjabberdArchive.Off ? "" : $"  mod_mam: {{default: always, db_type: {(archive == EjabberdArchive.Mnesia ? "mnesia" : "sql")}}}")}}
            """);
        File.WriteAllText(Path.Combine(Folder, "ejabberdctl.cfg"), "");
        var name = $"bench{Port}@localhost";
        return Shell(
            $"env ERL_FLAGS='-start_epmd false -dist_listen false' ERL_MAX_PORTS=65536 ejabberdctl --config-dir '{Folder}' --config '{configuration}' --spool '{Folder}' --logs '{Folder}' --node {name} foreground",
            "ejabberd",
            log);
    }

    private string SqlOptions() => archive switch
    {
        EjabberdArchive.Sqlite => $"sql_type: sqlite\nsql_database: \"{Folder}/archive.db\"",
        EjabberdArchive.Postgres => $"sql_type: pgsql\nsql_server: \"127.0.0.1\"\nsql_port: {_postgres!.Port}\nsql_database: postgres\nsql_username: tombolo\nsql_password: \"\"",
        _ => "",
    };
}
