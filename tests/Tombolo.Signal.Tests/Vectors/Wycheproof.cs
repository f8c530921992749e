using System.Text.Json;

namespace Tombolo.Signal.Tests.Vectors;

/// <summary>Reads files of C2SP's Wycheproof from the folder beside the repository; where it is absent the test says so and is skipped.</summary>
internal static class Wycheproof
{
    public static IEnumerable<(JsonElement Group, JsonElement Test)> Read(string file)
    {
        string? path = Find(file);
        Assert.SkipWhen(path is null, $"../shared/vectors/wycheproof/{file} is not there");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path!));
        foreach (JsonElement group in document.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                yield return (group, test);
            }
        }
    }

    public static byte[] Bytes(this JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    public static string Result(this JsonElement test) => test.GetProperty("result").GetString()!;

    public static string Name(this JsonElement test) =>
        $"tcId {test.GetProperty("tcId")}: {(test.TryGetProperty("comment", out JsonElement comment) ? comment.GetString() : "")}";

    public static bool HasFlag(this JsonElement test, string flag) => test.GetProperty("flags").EnumerateArray().Any(f => f.GetString() == flag);

    private static string? Find(string file)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            // The shared folder lies beside the repository, or beside the folder of a work tree.
            string path = Path.Combine(folder.FullName, "shared", "vectors", "wycheproof", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
