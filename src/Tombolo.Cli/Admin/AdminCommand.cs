using System.CommandLine;
using Tombolo.Cli.Admin.Backups;
using Tombolo.Cli.Admin.Portable;
using Tombolo.Cli.Help;

namespace Tombolo.Cli.Admin;

/// <summary><c>tombolo admin</c>: what an operator does from the command line.</summary>
internal static class AdminCommand
{
    public static Command Create()
    {
        var command = new Command("admin", "Look after a host.") { OutboxCommand.Create(), AppPasswordCommand.Create(), BackupCommand.Create(), RestoreCommand.Create(), ExportCommand.Create(), ImportCommand.Create(), DrainCommand.Create(), DrainCommand.CreateUndo() };
        command.WithExamples(("The codes a development host has sent", "tombolo admin outbox --server http://localhost:8080"));
        return command;
    }
}
