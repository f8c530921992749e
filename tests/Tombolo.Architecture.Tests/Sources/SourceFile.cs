using System.Text.RegularExpressions;
using Tombolo.Architecture.Tests.Solution;

namespace Tombolo.Architecture.Tests.Sources;

/// <summary>One hand-written C# file.</summary>
internal sealed partial record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    public static IReadOnlyList<SourceFile> All { get; } = [.. new[] { "src", "samples", "tests", "bench" }
        .Select(static folder => Repository.At(folder))
        .Where(Directory.Exists)
        .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(static path => !Generated().IsMatch(path))
        .Order(StringComparer.Ordinal)
        .Select(static path => new SourceFile(System.IO.Path.GetRelativePath(Repository.Root, path), File.ReadAllLines(path)))];

    /// <summary>Names of the types that stand at the outermost level. Namespaces are file-scoped here, so those start in the first column.</summary>
    public IReadOnlyList<string> Types => [.. Lines.Select(static line => Declaration().Match(line)).Where(static match => match.Success).Select(static match => match.Groups["name"].Value)];

    [GeneratedRegex(@"[\\/](bin|obj|node_modules)[\\/]")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|struct|enum|interface|record\s+struct|record|delegate\s+[\w<>\[\]?,. ]+?)\s+(?<name>\w+)")]
    private static partial Regex Declaration();
}
