using System.CommandLine;
using Tombolo.Cli.Help;
using Tombolo.Cli.Serving;

namespace Tombolo.Cli.Demo;

/// <summary><c>tombolo demo</c>: a host and the sample partner Wren on loopback, with everything two phones need.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port of the host; the partner takes the next one, XMPP over TLS the one after. 1 to 65533.", HelpName = "N", DefaultValueFactory = static _ => 8080 };
        var data = new Option<string>("--data") { Description = "Folder that keeps everything between runs.", HelpName = "DIR", DefaultValueFactory = static _ => "./data" };
        port.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var number) || number is < 1 or > 65533))
            {
                result.AddError($"--port: '{result.Tokens[0].Value}' does not do: a port from 1 to 65533 is needed, because the two after it are used too.");
            }
        });
        var command = new Command("demo", "Run a host and the sample partner Wren on this machine, in development mode. ./run.sh builds everything and calls this.") { port, data };
        command.SetAction((parsed, cancellationToken) =>
            DemoRun.RunAsync(new DemoPlan(parsed.GetValue(port), Path.GetFullPath(parsed.GetValue(data)!)), cancellationToken));
        command.WithExamples(
            ("The demo at http://localhost:8080", "tombolo demo"),
            ("A second one beside it", "tombolo demo --port 9080 --data ./data2"));
        return command;
    }
}
