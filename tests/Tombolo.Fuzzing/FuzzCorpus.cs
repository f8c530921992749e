namespace Tombolo.Fuzzing;

/// <summary>Kept inputs of one target: a text file with one hex line each, so that a change can be read in a review.</summary>
internal static class FuzzCorpus
{
    private const int MaxKeptBytes = 24_000;

    internal static IReadOnlyList<byte[]> Load(string? directory, string target)
    {
        string? path = PathOf(directory, target);
        return path is not null && File.Exists(path)
            ? [.. File.ReadLines(path).Where(line => line.Length > 0).Select(Convert.FromHexString)]
            : [];
    }

    internal static void Save(string directory, string target, IEnumerable<byte[]> inputs)
    {
        Directory.CreateDirectory(directory);
        int size = 0;
        IEnumerable<string> lines = inputs
            .Where(input => input.Length > 0)
            .OrderBy(input => input.Length)
            .TakeWhile(input => (size += input.Length) < MaxKeptBytes)
            .Select(Convert.ToHexStringLower);
        File.WriteAllLines(PathOf(directory, target)!, lines.Distinct());
    }

    private static string? PathOf(string? directory, string target) =>
        directory is null ? null : Path.Combine(directory, target + ".hex");
}
