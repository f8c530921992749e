using System.Diagnostics;

namespace Tombolo.Cli.Bench.Peers;

/// <summary>ejabberd from Debian, with what the comparison needs and nothing else.</summary>
internal sealed class EjabberdServer(EjabberdArchive archive) : BenchedServer(archive == EjabberdArchive.Off ? "ejabberd" : $"ejabberd, archive in {archive}")
{
    protected override ProcessStartInfo Prepare(string log)
    {
        var configuration = Path.Combine(Folder, "ejabberd.yml");
        File.WriteAllText(configuration, $$"""
            hosts: [localhost]
            loglevel: error
            acme: {auto: false}
            listen:
              - port: {{Port}}
                ip: "127.0.0.1"
                module: ejabberd_c2s
                max_stanza_size: 262144
                shaper: none
                access: c2s_any
            auth_method: [internal]
            auth_password_format: plain
            registration_timeout: infinity
            access_rules:
              c2s_any: {allow: all}
            {{(archive == EjabberdArchive.Sqlite ? $"sql_type: sqlite\nsql_database: \"{Folder}/archive.db\"" : "")}}
            modules:
              mod_register: {ip_access: all, access: c2s_any, access_from: c2s_any}
              mod_stream_mgmt: {resend_on_timeout: false}
              mod_roster: {}
              mod_disco: {}
            {{(archive == EjabberdArchive.Off ? "" : $"  mod_mam: {{default: always, db_type: {(archive == EjabberdArchive.Mnesia ? "mnesia" : "sql")}}}")}}
            """);
        File.WriteAllText(Path.Combine(Folder, "ejabberdctl.cfg"), "");
        var name = $"bench{Port}@localhost";
        return Shell(
            $"env ERL_FLAGS='-start_epmd false -dist_listen false' ejabberdctl --config-dir '{Folder}' --config '{configuration}' --spool '{Folder}' --logs '{Folder}' --node {name} foreground", "ejabberd", log);
    }
}
