namespace Tombolo.Cli.Tests.Bench;

/// <summary>Load is bounded before anything is started.</summary>
public sealed class BenchBoundsTests
{
    [Theory]
    [InlineData("compare", "--users", "20001")]
    [InlineData("compare", "--seconds", "0")]
    [InlineData("compare", "--rounds", "101")]
    [InlineData("compare", "--warm-up", "601")]
    [InlineData("compare", "--connections", "20001")]
    [InlineData("compare", "--offline", "0")]
    [InlineData("compare", "--rate", "100001")]
    [InlineData("nodes", "--nodes", "6")]
    [InlineData("nodes", "--users", "1")]
    [InlineData("load", "--seconds", "601")]
    public async Task Number_BeyondItsBounds_IsAWrongCommandLine(string command, string option, string value)
    {
        var (code, said) = await TomboloRun.ToEndAsync("bench", command, option, value);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains($"{option} must be ", said, StringComparison.Ordinal);
    }
}
