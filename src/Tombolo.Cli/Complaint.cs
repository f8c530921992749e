namespace Tombolo.Cli;

/// <summary>What goes wrong is said on standard error, in plain text, so that standard output stays clean for results.</summary>
internal static class Complaint
{
    public static void Write(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.Error.WriteLine(line);
        }
    }
}
