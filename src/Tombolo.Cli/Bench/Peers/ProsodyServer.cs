using System.Diagnostics;

namespace Tombolo.Cli.Bench.Peers;

/// <summary>Prosody from Debian, with what the comparison needs and nothing else; a message is stored only when its receiver is away.</summary>
internal sealed class ProsodyServer() : BenchedServer("prosody")
{
    protected override ProcessStartInfo Prepare(string log)
    {
        BenchCertificate.Write(Folder);
        var configuration = Path.Combine(Folder, "prosody.cfg.lua");
        File.WriteAllText(configuration, $$"""
            pidfile = "{{Folder}}/prosody.pid"
            data_path = "{{Folder}}"
            certificates = "{{Folder}}"
            log = { { levels = { min = "error" }, to = "console" } }
            interfaces = { "127.0.0.1" }
            c2s_ports = { {{Port}} }
            c2s_direct_tls_ports = { {{TlsPort}} }
            s2s_ports = {}
            http_ports = {}
            https_ports = {}
            network_backend = "epoll"
            gc = { mode = "generational" }
            allow_registration = true
            c2s_require_encryption = false
            allow_unencrypted_plain_auth = true
            authentication = "internal_plain"
            modules_enabled = { "saslauth", "tls", "roster", "disco", "register", "smacks", "offline" }
            modules_disabled = { "s2s" }
            limits = {}
            VirtualHost "localhost"
                ssl = { certificate = "{{Folder}}/localhost.crt", key = "{{Folder}}/localhost.key" }
            """);
        return Shell($"prosody -F --config '{configuration}'", "prosody", log);
    }
}
