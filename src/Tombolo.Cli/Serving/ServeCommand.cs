using System.CommandLine;
using Tombolo.Cli.Help;
using Tombolo.Host.Settings;
using Tombolo.Cli.Supervision;

namespace Tombolo.Cli.Serving;

/// <summary><c>tombolo serve</c>: one host, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run a host: its server, its app, its store. Settings come from a file, the environment (TOMBOLO_PORT) and flags; the later wins.");
        var settings = new SettingOptions();
        settings.AddTo(command);
        var check = new Option<bool>("--check") { Description = "Only say whether these settings can be used, and where the host would listen." };
        command.Options.Add(check);
        var stopWithInput = new Option<bool>("--stop-with-stdin") { Hidden = true };
        command.Options.Add(stopWithInput);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (settings.ReadOrComplain(parsed) is not { } own)
            {
                return ExitCode.Usage;
            }

            if (CertificateCheck.Problems(own, TimeProvider.System) is { Count: > 0 } problems)
            {
                SettingOptions.Complain(problems);
                return ExitCode.Usage;
            }

            if (parsed.GetValue(check))
            {
                SettingsSummary.Print(own);
                return ExitCode.Success;
            }

            own = own.Web is null && Delivery.FindApp() is { } app ? own with { Web = app } : own;
            using var parent = parsed.GetValue(stopWithInput) ? ParentProcess.Watch(cancellationToken) : null;
            cancellationToken = parent?.Token ?? cancellationToken;
            return await HostProcess.RunAsync(own, static _ => Task.FromResult(ExitCode.Success), cancellationToken);
        });
        command.WithExamples(
            ("Settings in a file, one of them overridden", "tombolo serve --config tombolo.json --port 9000"),
            ("Are the settings right? Nothing is started", "tombolo serve --config tombolo.json --check"),
            ("For a load generator on this machine", "tombolo serve --development --plain-chat --listen-plain 127.0.0.1:5222"),
            ("For trying things out: codes in an outbox page, a certificate made on the spot", "tombolo serve --development --data ./try"));
        return command;
    }
}
