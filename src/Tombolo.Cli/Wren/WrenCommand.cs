using System.CommandLine;
using Tombolo.Cli.Help;

namespace Tombolo.Cli.Wren;

/// <summary><c>tombolo wren</c>: help from the sample partner for scripts.</summary>
internal static class WrenCommand
{
    public static Command Create()
    {
        var command = new Command("wren", "Ask the sample partner Wren (development only).") { TokenCommand.Create() };
        command.WithExamples(("A token that lets a script enlist Bea", "tombolo wren token bea@wren.example --server http://localhost:8080"));
        return command;
    }
}
