using System.Security.Cryptography;

namespace Tombolo.Cli.Demo.Cluster;

/// <summary>All nodes need the same host key before their first start (docs/operators.md, "Cluster").</summary>
internal static class ClusterKeys
{
    private const int Size = 32;

    /// <summary>Nodes that have none yet get the key of the others, or a new one.</summary>
    /// <param name="folders">The data folders of all nodes.</param>
    public static void Share(IReadOnlyList<string> folders)
    {
        var key = folders.Select(FileOf).FirstOrDefault(File.Exists) is { } known ? File.ReadAllBytes(known) : RandomNumberGenerator.GetBytes(Size);
        foreach (var file in folders.Select(FileOf).Where(file => !File.Exists(file)))
        {
            Write(file, key);
        }

        CryptographicOperations.ZeroMemory(key);
    }

    private static string FileOf(string folder) => Path.Combine(folder, "keys", "host.key");

    private static void Write(string file, byte[] key)
    {
        var open = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, open);
        stream.Write(key);
    }
}
