using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tombolo.Server.Storage.Backups;

/// <summary>Names and files of a backup's folder. It holds the host's secrets, so all of it is for its owner alone.</summary>
internal static class BackupFolder
{
    public const string Manifest = "manifest.json";
    public const string ManifestSum = "manifest.json.sha256";
    public const string DataFiles = "data/";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string TableFile(string table) => $"tables/{table}.jsonl";

    /// <summary>Makes the folder and those above it that are missing.</summary>
    public static void MakePrivate(string folder)
    {
        if (Path.GetDirectoryName(folder) is { } above && !Directory.Exists(above))
        {
            MakePrivate(above);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes a file and its folders, flushes it to the disk, and returns what the manifest says about it.</summary>
    public static BackupFile Write(string folder, string path, Action<Stream> write)
    {
        var file = Path.Combine(folder, path);
        MakePrivate(Path.GetDirectoryName(file)!);
        using var digest = SHA256.Create();
        using var stream = CreatePrivate(file);
        using (var hashing = new CryptoStream(stream, digest, CryptoStreamMode.Write, leaveOpen: true))
        using (var buffered = new BufferedStream(hashing, 1 << 16))
        {
            write(buffered);
        }

        stream.Flush(flushToDisk: true);
        return new BackupFile(path, stream.Length, Convert.ToHexStringLower(digest.Hash!));
    }

    public static void WriteManifest(string folder, BackupManifest manifest)
    {
        var file = Write(folder, Manifest, stream => JsonSerializer.Serialize(stream, manifest, BackupJson.Default.BackupManifest));
        Write(folder, ManifestSum, stream => stream.Write(Encoding.ASCII.GetBytes($"{file.Sha256}  {Manifest}\n")));
    }

    /// <exception cref="BackupException">It is not a backup, or not one this version understands.</exception>
    public static BackupManifest ReadManifest(string folder)
    {
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, Manifest));
            var sum = File.ReadAllText(Path.Combine(folder, ManifestSum));
            if (!sum.StartsWith(Convert.ToHexStringLower(SHA256.HashData(bytes)) + " ", StringComparison.Ordinal))
            {
                throw new BackupException($"The backup in {folder} is damaged: {Manifest} does not have its checksum.");
            }

            var manifest = JsonSerializer.Deserialize(bytes, BackupJson.Default.BackupManifest);
            return manifest?.Format == BackupManifest.CurrentFormat ? manifest : throw new BackupException($"The backup in {folder} is of a form this version does not know.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BackupException($"There is no readable backup in {folder}: {exception.Message}", exception);
        }
    }

    /// <exception cref="BackupException">A file is missing or differs from what was backed up.</exception>
    public static void Verify(string folder, BackupManifest manifest, IProgress<BackupProgress>? progress)
    {
        foreach (var (index, file) in manifest.Files.Index())
        {
            var path = Path.GetFullPath(Path.Combine(folder, file.Path));
            if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
            {
                throw new BackupException($"The backup in {folder} is not whole: {file.Path} is missing.");
            }

            using var stream = File.OpenRead(path);
            if (stream.Length != file.SizeBytes || Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Sha256)
            {
                throw new BackupException($"The backup in {folder} is damaged: {file.Path} does not have its checksum.");
            }

            progress?.Report(new BackupProgress("checksums", index + 1, manifest.Files.Count));
        }
    }

    private static FileStream CreatePrivate(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(file, options);
    }
}
