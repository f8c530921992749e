using System.CommandLine;
using System.CommandLine.Invocation;
using Tombolo.Cli.Admin;
using Tombolo.Cli.Bench;
using Tombolo.Cli.Client;
using Tombolo.Cli.Demo;
using Tombolo.Cli.Help;
using Tombolo.Cli.Serving;
using Tombolo.Cli.Wren;

namespace Tombolo.Cli;

/// <summary>The root of the command line: <c>tombolo</c>.</summary>
internal static class TomboloCommand
{
    /// <summary>Time a command gets to stop cleanly after Ctrl-C or SIGTERM before the process ends anyway.</summary>
    /// <remarks>A host gives up by itself sooner, unless it was told to drain for the longest time there is.</remarks>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(330);

    /// <summary>Builds the whole tree of commands. Creating it loads no part of the client: a serving process never sees that library.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Tombolo connects messengers: an open host, its partners, and end-to-end encrypted chats between their people.")
        {
            ServeCommand.Create(),
            DemoCommand.Create(),
            AdminCommand.Create(),
            WrenCommand.Create(),
            ClientCommand.Create(),
            BenchCommand.Create(),
        };
        root.WithExamples(
            ("Host, sample partner and two phones in one window", "tombolo demo"),
            ("A host of your own", "tombolo serve --config tombolo.json"));
        return root;
    }

    /// <summary>Runs one command line to its end.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            CommandLineComplaint.Write(parsed);
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeToStop });
    }
}
