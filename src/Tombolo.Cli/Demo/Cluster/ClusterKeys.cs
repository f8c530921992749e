using System.Security.Cryptography;

namespace Tombolo.Cli.Demo.Cluster;

/// <summary>All nodes need the same host key before their first start (docs/operators.md, "Cluster").</summary>
internal static class ClusterKeys
{
    private const int Size = 32;

    public static void Share(IReadOnlyList<ClusterNode> nodes)
    {
        var key = nodes.Select(FileOf).FirstOrDefault(File.Exists) is { } known ? File.ReadAllBytes(known) : RandomNumberGenerator.GetBytes(Size);
        foreach (var file in nodes.Select(FileOf).Where(file => !File.Exists(file)))
        {
            Write(file, key);
        }

        CryptographicOperations.ZeroMemory(key);
    }

    private static string FileOf(ClusterNode node) => Path.Combine(node.Data, "keys", "host.key");

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
