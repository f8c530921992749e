using System.CommandLine;
using Tombolo.Cli.Help;

namespace Tombolo.Cli.Client;

/// <summary>
/// <c>tombolo client</c>: a messenger without a screen, spoken to in JSON-RPC. Creating the command loads nothing of the client
/// library; only running it does.
/// </summary>
internal static class ClientCommand
{
    public static Command Create()
    {
        var state = new Option<DirectoryInfo>("--state")
        {
            Description = "Folder that holds the device: its keys, chats and outbox. Made when it is missing, readable by its owner only, used by one process at a time.",
            HelpName = "DIR",
            Required = true,
        };
        var transport = new Option<string>("--transport")
        {
            Description = "How to reach the host's stream.",
            DefaultValueFactory = static _ => "websocket",
        };
        transport.AcceptOnlyFromAmong("websocket", "tls");
        var platform = new Option<string>("--platform")
        {
            Description = "What this device says it is. Third-party chats are for phones, unless the host's policy widens that.",
            DefaultValueFactory = static _ => "android",
        };
        platform.AcceptOnlyFromAmong("android", "ios", "web", "desktop");
        var authority = new Option<FileInfo?>("--authority")
        {
            Description = "PEM file of a certificate to trust beside the system's, for --transport tls (a demo host gives its own at /.well-known/tombolo/ca.pem).",
            HelpName = "FILE",
        };
        var command = new Command(
            "client",
            "Be a messenger: JSON-RPC 2.0 on standard input and output, one object per line. `rpc.discover` answers with every method, result and notification. Ends when standard input ends.")
        {
            state, transport, platform, authority,
        };
        command.SetAction((parsed, cancellationToken) => ClientRun.RunAsync(
            new ClientSettings(parsed.GetValue(state)!, parsed.GetValue(transport) == "tls", parsed.GetValue(platform)!, parsed.GetValue(authority)), cancellationToken));
        command.WithExamples([("Start it, then write lines like these to its standard input", "tombolo client --state ./alice"), .. ClientExamples.All]);
        return command;
    }
}
