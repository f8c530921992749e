using System.CommandLine;
using System.CommandLine.Help;

namespace Tombolo.Cli.Help;

/// <summary>Gives commands examples that <c>--help</c> shows below the options.</summary>
internal static class CommandExamples
{
    /// <summary>Adds examples: what each does, and the line to type.</summary>
    public static void WithExamples(this Command command, params (string Does, string Line)[] examples)
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
        {
            help = new HelpOption();
            command.Options.Add(help);
        }

        help.Action = new HelpWithExamples((HelpAction)help.Action!, examples);
    }
}
