namespace Tombolo.Cli.Tests.Protocol;

/// <summary>The golden examples of docs/protocol.md.</summary>
internal static class Examples
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "examples");

    public static TheoryData<string> Xml => [.. Names("*.xml")];

    public static TheoryData<string> All => [.. Names("*.*")];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name)).TrimEnd('\n');

    public static IEnumerable<string> Names(string pattern) => Directory.EnumerateFiles(Folder, pattern).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
