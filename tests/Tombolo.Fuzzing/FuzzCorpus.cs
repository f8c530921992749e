namespace Tombolo.Fuzzing;

/// <summary>Kept inputs of one target: a text file with one hex line each, so that a change can be read in a review.</summary>
internal static class FuzzCorpus
{
    private const int MaxKept = 400;

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
        IEnumerable<string> lines = inputs.OrderBy(input => input.Length).Take(MaxKept).Select(Convert.ToHexStringLower);
        File.WriteAllLines(PathOf(directory, target)!, lines.Where(line => line.Length > 0).Distinct());
    }

    private static string? PathOf(string? directory, string target) =>
        directory is null ? null : Path.Combine(directory, target + ".hex");
}
