using System.CommandLine;
using System.CommandLine.Parsing;
using Tombolo.Host.Settings;

namespace Tombolo.Cli.Help;

/// <summary>Says what is wrong with a command line: what was not understood, what was probably meant, and which help has the rest.</summary>
internal static class CommandLineComplaint
{
    public static void Write(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count == 0)
        {
            Complaint.Write(parsed.Errors.Select(error => IsMissingCommand(command) ? $"{command.Name}: say which command." : error.Message));
        }
        else
        {
            // The first one alone: what follows it is often its value.
            var (unknown, near) = (parsed.UnmatchedTokens[0], Near(parsed.UnmatchedTokens[0], command));
            Complaint.Write($"{PathOf(parsed.CommandResult)} does not know '{unknown}'{(near is null ? "." : $"; did you mean {near}?")}");
        }

        Complaint.Write($"{PathOf(parsed.CommandResult)} --help tells what there is.");
    }

    private static bool IsMissingCommand(Command command) => command.Subcommands.Count > 0 && command.Action is null;

    private static string? Near(string written, Command command) => NearestName.Of(written, written.StartsWith('-')
        ? command.Options.Where(static option => !option.Hidden).Select(static option => option.Name)
        : command.Subcommands.Select(static inner => inner.Name));

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "tombolo";
}
