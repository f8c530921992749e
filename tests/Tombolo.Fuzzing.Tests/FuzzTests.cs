namespace Tombolo.Fuzzing.Tests;

/// <summary>
/// Every parser for 30 seconds, or ten minutes in the long run (<c>TOMBOLO_TEST_ALL</c>), or as many seconds as
/// <c>TOMBOLO_FUZZ_SECONDS</c> says.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static string Seconds => Environment.GetEnvironmentVariable("TOMBOLO_FUZZ_SECONDS")
        ?? (Environment.GetEnvironmentVariable("TOMBOLO_TEST_ALL") is null ? "30" : "600");

    [Theory]
    [InlineData("Tombolo.Signal.Fuzz")]
    [InlineData("Tombolo.Server.Fuzz")]
    public async Task Parsers_FedWithAnything_BreakNoProperty(string program)
    {
        FuzzRun run = await FuzzRun.OfAsync(program, TestContext.Current.CancellationToken, "--seconds", Seconds);

        output.WriteLine(run.Report);
        Assert.True(run.ExitCode == 0, run.Report);
    }

    [Theory]
    [InlineData("Tombolo.Signal.Fuzz")]
    [InlineData("Tombolo.Server.Fuzz")]
    public async Task SeededBug_BehindAMagicWord_IsFoundWithinAMinute(string program)
    {
        FuzzRun run = await FuzzRun.OfAsync(
            program, TestContext.Current.CancellationToken, "--target", "seeded-bug", "--seconds", "60");

        output.WriteLine(run.Report);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("IndexOutOfRangeException", run.Report, StringComparison.Ordinal);
    }
}
