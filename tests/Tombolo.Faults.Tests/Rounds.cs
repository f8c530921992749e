namespace Tombolo.Faults.Tests;

/// <summary>How often the same thing is broken: often enough for every change in <c>./test.sh</c>, ten times as often in <c>./test.sh --all</c>.</summary>
internal static class Rounds
{
    public static int Of(int usual) => Environment.GetEnvironmentVariable("TOMBOLO_TEST_ALL") is null ? usual : usual * 10;
}
