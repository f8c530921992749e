using System.CommandLine;
using Tombolo.Cli.Help;
using Tombolo.Cli.Storage;
using Tombolo.Host.DataFolders;
using Tombolo.Server.Cluster;

namespace Tombolo.Cli.Admin;

/// <summary><c>tombolo admin drain</c> and <c>undrain</c>: a node of a cluster is emptied, and comes back, without being ended.</summary>
internal static class DrainCommand
{
    public static Command Create() => Create(
        "drain",
        "Empty a running node: it says unready, waits drainSeconds, ends its connections, takes no new ones, and lives on. Its clients go to other nodes. Lasts, over restarts, until undrain.",
        DrainRequest.Make,
        "The node empties itself. /health/ready says draining within two seconds; tombolo.connection.count says how far it is.",
        "When one starts, it takes nobody until undrain.",
        "Before work on the machine");

    public static Command CreateUndo() => Create(
        "undrain",
        "Let a drained node take connections again.",
        DrainRequest.TakeBack,
        "The node takes connections again within two seconds.",
        "When one starts, it takes connections.",
        "When the work is done");

    private static Command Create(string name, string description, Action<string> work, string said, string saidOfNobody, string when)
    {
        var command = new Command(name, description);
        var folder = new DataFolderOption();
        folder.AddTo(command);
        command.SetAction((parsed, _) => Task.FromResult(folder.Run(parsed, data =>
        {
            work(data);
            Console.WriteLine(IsRunning(data) ? said : $"No host is running on {data}. {saidOfNobody}");
        })));
        command.WithExamples((when, $"tombolo admin {name} --config tombolo.json"));
        return command;
    }

    private static bool IsRunning(string data)
    {
        using var held = DataFolder.TryHold(data);
        return held is null;
    }
}
