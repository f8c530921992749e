namespace Tombolo.Operation.Tests.QuickStart;

/// <summary>
/// Programs that stand where a whole machine would be: systemd that only knows one unit, an installer without other users; and the real
/// nginx, certbot and curl, told where the test's own authority and folders are. Each is a few lines in front of the real thing.
/// </summary>
internal static class StandIns
{
    public static IReadOnlyDictionary<string, string> Scripts { get; } = new Dictionary<string, string>
    {
        ["install"] = """
            #!/bin/bash
            words=(); while [ $# -gt 0 ]; do case "$1" in -o|-g) shift 2 ;; *) words+=("$1"); shift ;; esac; done
            exec /usr/bin/install "${words[@]}"
            """,
        ["systemd-sysusers"] = """
            #!/bin/bash
            grep -q '^u tombolo ' ROOT/etc/sysusers.d/tombolo.conf
            """,
        ["systemd-tmpfiles"] = """
            #!/bin/bash
            awk '$1 == "d" { print $2 }' ROOT/etc/tmpfiles.d/tombolo.conf | xargs mkdir -p
            """,
        ["nginx"] = """
            #!/bin/bash
            exec /usr/sbin/nginx -p ROOT/nginx -c ROOT/nginx/nginx.conf "$@"
            """,
        ["certbot"] = """
            #!/bin/bash
            REQUESTS_CA_BUNDLE=ROOT/pebble/server.pem exec /usr/bin/certbot "$@" --server https://localhost:ACME/dir --non-interactive --agree-tos --register-unsafely-without-email \
              --config-dir ROOT/etc/letsencrypt --work-dir ROOT/certbot/work --logs-dir ROOT/certbot/logs
            """,
        ["curl"] = """
            #!/bin/bash
            exec /usr/bin/curl --cacert ROOT/pebble/root.pem "$@"
            """,
        ["tombolo"] = """
            #!/bin/bash
            exec ROOT/opt/tombolo/tombolo/tombolo "$@"
            """,
        ["systemctl"] = """
            #!/usr/bin/python3
            # Starts the one unit as systemd does for Type=notify: waits until the service itself says that it is ready.
            import os, re, socket, subprocess, sys
            words = sys.argv[1:]
            if words == ["daemon-reload"]:
                sys.exit(0)
            if words == ["reload", "nginx"]:
                sys.exit(subprocess.call(["nginx"] + (["-s", "reload"] if os.path.exists("ROOT/nginx/nginx.pid") else [])))
            assert words == ["enable", "--now", "tombolo"], words
            unit = open("ROOT/etc/systemd/system/tombolo.service").read()
            environment = dict(os.environ, CREDENTIALS_DIRECTORY="ROOT/etc/tombolo", NOTIFY_SOCKET="ROOT/notify")
            command = lambda key: re.search(f"^{key}=(.*)$", unit, re.M).group(1).replace("${CREDENTIALS_DIRECTORY}", environment["CREDENTIALS_DIRECTORY"]).split()
            subprocess.check_call(command("ExecStartPre"), env=environment, stdout=subprocess.DEVNULL)
            notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            notify.bind("ROOT/notify")
            notify.settimeout(90)
            process = subprocess.Popen(command("ExecStart"), env=environment, stdin=subprocess.DEVNULL, stdout=open("ROOT/tombolo.log", "w"), stderr=subprocess.STDOUT, start_new_session=True)
            open("ROOT/tombolo.pid", "w").write(str(process.pid))
            while b"READY=1" not in notify.recv(4096):
                pass
            """,
    };
}
