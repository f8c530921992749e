using System.CommandLine;
using Tombolo.Cli.Bench.Compare;
using Tombolo.Cli.Bench.Nodes;

namespace Tombolo.Cli.Bench;

/// <summary><c>tombolo bench</c>: load for XMPP servers on this machine, ours and others.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measure XMPP servers on this machine. Load goes to loopback only and stops by itself.")
    {
        LoadCommand.Create(), StartCommand.Create(),
        CompareCommand.Create(), NodesCommand.Create(),
    };
}
