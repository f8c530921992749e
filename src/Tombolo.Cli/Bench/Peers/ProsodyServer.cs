using System.Diagnostics;

namespace Tombolo.Cli.Bench.Peers;

/// <summary>Prosody from Debian, with what the comparison needs and nothing else; messages are not stored.</summary>
internal sealed class ProsodyServer() : BenchedServer("prosody")
{
    protected override ProcessStartInfo Prepare(string log)
    {
        var configuration = Path.Combine(Folder, "prosody.cfg.lua");
        File.WriteAllText(configuration, $$"""
            pidfile = "{{Folder}}/prosody.pid"
            data_path = "{{Folder}}"
            certificates = "{{Folder}}"
            log = { { levels = { min = "error" }, to = "console" } }
            interfaces = { "127.0.0.1" }
            c2s_ports = { {{Port}} }
            s2s_ports = {}
            http_ports = {}
            https_ports = {}
            network_backend = "epoll"
            gc = { mode = "generational" }
            allow_registration = true
            c2s_require_encryption = false
            allow_unencrypted_plain_auth = true
            authentication = "internal_plain"
            modules_enabled = { "saslauth", "roster", "disco", "register", "smacks" }
            modules_disabled = { "s2s", "offline" }
            VirtualHost "localhost"
            """);
        return Shell($"prosody -F --config '{configuration}'", "prosody", log);
    }
}
