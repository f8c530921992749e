using System.Text.RegularExpressions;

namespace Tombolo.Content.Tests;

/// <summary>The working group's examples, read from beside the repository; a test that needs them is skipped where they are absent.</summary>
internal static partial class Vectors
{
    public static readonly string[] Messages =
    [
        "attachment", "conferencing", "delete", "edit", "expiring", "mention-html", "mention",
        "multipart-1", "multipart-2", "multipart-3", "original", "reaction", "reply", "unlike",
    ];

    public const string Derived = "implied-original";

    public static byte[] Cbor(string name) => File.ReadAllBytes(Path(name + ".cbor"));

    /// <summary>The id that the readable form states in its head.</summary>
    public static string StatedId(string name)
    {
        var match = IdPattern().Match(File.ReadAllText(Path(name + ".edn")));
        Assert.True(match.Success, $"{name}.edn states no message id");
        return match.Groups[1].Value + match.Groups[2].Value;
    }

    private static string Path(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Tombolo.slnx")))
            {
                return Beside(folder, file);
            }
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }

    private static string Beside(DirectoryInfo root, string file)
    {
        // A clone and a worktree one level deeper both find the folder beside them.
        foreach (var place in new[] { root.Parent, root.Parent?.Parent })
        {
            var path = place is null ? "" : System.IO.Path.Combine(place.FullName, "shared", "vectors", "mimi-content", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip("The folder ../shared/vectors/mimi-content is not there.");
        return "";
    }

    [GeneratedRegex(@"message ID = h'([0-9a-f]+)\s*\n#\s*([0-9a-f]+)'")]
    private static partial Regex IdPattern();
}
