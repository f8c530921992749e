using System.Globalization;

namespace Tombolo.Server.Storage.Backups;

/// <summary>
/// Brings a host back to the state of a backup, on either engine. Everything is checked before anything is touched, made beside what is there, and
/// put in place at the end. The caller holds the data folder.
/// </summary>
public static class Restore
{
    /// <param name="storage">Where the store is to be.</param>
    /// <param name="folder">The backup.</param>
    /// <param name="existing">What happens to data that is there.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Is told how far it is, from this thread.</param>
    /// <param name="cancellationToken">Gives up and leaves everything as it was, unless the last step has begun.</param>
    /// <exception cref="BackupException">The backup is damaged or too new, or the place is not empty.</exception>
    /// <exception cref="StorageException">The store cannot be used.</exception>
    public static BackupManifest Run(
        StorageOptions storage, string folder, ExistingData existing, TimeProvider time, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(time);
        var manifest = BackupFolder.ReadManifest(folder);
        if (manifest.Migrations.Except(SchemaUpgrade.Known(storage.Engine), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new BackupException($"The backup was made by a newer version of Tombolo, {manifest.Version} (this one does not know its migration {unknown}).");
        }

        BackupFolder.Verify(folder, manifest, progress);
        if (existing == ExistingData.Refuse && DataFiles.Replaceable(storage.DataFolder).Any())
        {
            throw new BackupException($"There is data in {storage.DataFolder} already; --replace puts it aside.");
        }

        var staged = Path.Combine(storage.DataFolder, DataFiles.Restoring);
        try
        {
            Stage(storage, folder, staged, manifest, progress, cancellationToken);
            if (storage.Engine == DatabaseEngine.Postgres)
            {
                PostgresRestore.Fill(storage.ConnectionString!, folder, manifest, existing, progress, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            Directory.Delete(staged, recursive: true);
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new BackupException($"The restored files could not be written: {exception.Message}", exception);
            }

            throw;
        }

        PutInPlace(storage.DataFolder, staged, time);
        return manifest;
    }

    private static void Stage(StorageOptions storage, string folder, string staged, BackupManifest manifest, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        if (Directory.Exists(staged))
        {
            // Of a restore that died.
            Directory.Delete(staged, recursive: true);
        }

        BackupFolder.MakePrivate(staged);
        foreach (var file in manifest.Files.Where(static file => file.Path.StartsWith(BackupFolder.DataFiles, StringComparison.Ordinal)))
        {
            using var source = File.OpenRead(Path.Combine(folder, file.Path));
            BackupFolder.Write(staged, file.Path[BackupFolder.DataFiles.Length..], source.CopyTo);
        }

        if (storage.Engine == DatabaseEngine.Sqlite)
        {
            SqliteRestore.Make(Path.Combine(staged, "host.db"), folder, manifest, progress, cancellationToken);
        }
    }

    /// <summary>Renames only. Until the staged folder is gone a host refuses to start here, so that a death in between is noticed.</summary>
    private static void PutInPlace(string dataFolder, string staged, TimeProvider time)
    {
        var aside = Path.Combine(dataFolder, DataFiles.Replaced + time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        foreach (var name in DataFiles.Replaceable(dataFolder).ToArray())
        {
            BackupFolder.MakePrivate(aside);
            Directory.Move(Path.Combine(dataFolder, name), Path.Combine(aside, name));
        }

        foreach (var entry in Directory.GetFileSystemEntries(staged))
        {
            Directory.Move(entry, Path.Combine(dataFolder, Path.GetFileName(entry)));
        }

        Directory.Delete(staged);
    }
}
