using System.CommandLine;

namespace Tombolo.Cli.Tests.Help;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. All(TomboloCommand.Create(), []).Select(static path => string.Join(' ', path))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_OfEveryCommand_HasExamplesThatParse(string command)
    {
        var output = new StringWriter();
        var arguments = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var code = TomboloCommand.Create().Parse([.. arguments, "--help"]).Invoke(new InvocationConfiguration { Output = output });

        Assert.Equal(ExitCode.Success, code);
        var lines = output.ToString().Split('\n').Where(static line => line.StartsWith("  tombolo ", StringComparison.Ordinal) && !line.Contains('[', StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.StartsWith($"  tombolo {command}".TrimEnd(), line, StringComparison.Ordinal));
        Assert.Contains("Exit codes: 0 done", output.ToString(), StringComparison.Ordinal);
        Assert.All(lines, static line => Assert.Empty(TomboloCommand.Create().Parse(line.Trim()["tombolo ".Length..]).Errors));
    }

    [Theory]
    [InlineData("serve --prot 1", "tombolo serve does not know '--prot'; did you mean --port?")]
    [InlineData("serve extra", "tombolo serve does not know 'extra'.")]
    [InlineData("nothing", "tombolo does not know 'nothing'.")]
    [InlineData("admin bakcup", "tombolo admin does not know 'bakcup'; did you mean backup?")]
    [InlineData("admin", "admin: say which command.")]
    [InlineData("serve --port", "--port")]
    [InlineData("admin backup", "folder")]
    public async Task CommandLine_ThatIsWrong_IsToldWhatAndWhereTheHelpIs(string arguments, string said)
    {
        var (code, all) = await TomboloRun.ToEndAsync(arguments.Split(' '));

        Assert.Equal(ExitCode.Usage, code);
        var lines = all.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains(said, lines[0], StringComparison.Ordinal);
        Assert.EndsWith("--help tells what there is.", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve", "--prot", "1")]
    [InlineData("demo", "--port", "65534")]
    [InlineData("demo", "--port", "x")]
    [InlineData("wren", "token")]
    [InlineData("nothing")]
    public async Task CommandLine_ThatIsWrong_EndsWithTwo(params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, await TomboloCommand.RunAsync(arguments));
    }

    private static IEnumerable<string[]> All(Command command, string[] path)
    {
        yield return path;
        foreach (var inner in command.Subcommands.SelectMany(child => All(child, [.. path, child.Name])))
        {
            yield return inner;
        }
    }
}
