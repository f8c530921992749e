using System.CommandLine;
using Tombolo.Cli.Bench.Compare;
using Tombolo.Cli.Bench.Nodes;
using Tombolo.Cli.Help;

namespace Tombolo.Cli.Bench;

/// <summary><c>tombolo bench</c>: load for XMPP servers on this machine, ours and others.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var command = new Command("bench", "Measure XMPP servers on this machine. Load goes to loopback only and stops by itself.")
        {
            LoadCommand.Create(), StartCommand.Create(),
            CompareCommand.Create(), NodesCommand.Create(),
        };
        command.WithExamples(("This host beside ejabberd and Prosody", "tombolo bench compare --only chat --rounds 1"));
        return command;
    }
}
