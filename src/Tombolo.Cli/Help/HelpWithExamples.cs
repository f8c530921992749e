using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Tombolo.Cli.Help;

/// <summary>The library's help, followed by examples and the exit codes.</summary>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<(string Does, string Line)> examples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var (does, line) in examples)
        {
            output.WriteLine($"  {line}");
            output.WriteLine($"      {does}");
        }

        output.WriteLine();
        output.WriteLine($"Exit codes: {ExitCode.Meanings}.");
        output.WriteLine();
        return code;
    }
}
