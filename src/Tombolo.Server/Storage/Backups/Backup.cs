using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Tombolo.Server.Storage.Tables;

namespace Tombolo.Server.Storage.Backups;

/// <summary>
/// Copies a host's whole state into a folder while it runs: the tables as one snapshot, in a form that either engine can take, and the files of the
/// data folder, among them the host's secrets. The folder appears when everything is on the disk, or not at all.
/// </summary>
public static class Backup
{
    private const int ReportEvery = 1000;

    /// <param name="storage">Where the host's store is.</param>
    /// <param name="folder">The folder to make; it must not exist.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Is told how far it is, from this thread.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <exception cref="StorageException">There is no store, or it cannot be used.</exception>
    /// <exception cref="BackupException">The folder cannot be made or written.</exception>
    public static BackupManifest Make(StorageOptions storage, string folder, TimeProvider time, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(time);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        RefuseUnsuitable(folder, storage);
        using var connection = StoreConnection.Open(storage);
        var unfinished = folder + ".unfinished";
        try
        {
            BackupFolder.MakePrivate(Path.GetDirectoryName(folder)!);
            BackupFolder.MakePrivate(unfinished);
            var manifest = Write(storage, connection, unfinished, time, progress, cancellationToken);
            BackupFolder.WriteManifest(unfinished, manifest);
            Directory.Move(unfinished, folder);
            return manifest;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" })
        {
            // The last is how .NET says that a file is larger than its file system can have.
            throw new BackupException($"The backup could not be written: {exception.Message}", exception);
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private static void RefuseUnsuitable(string folder, StorageOptions storage)
    {
        if (Directory.Exists(folder) || File.Exists(folder))
        {
            throw new BackupException($"{folder} is there already; a backup goes into a folder of its own.");
        }

        if (Directory.Exists(folder + ".unfinished"))
        {
            throw new BackupException($"{folder}.unfinished is there: another backup is writing it, or died. Delete it if none does.");
        }

        if (folder.StartsWith(Path.GetFullPath(storage.DataFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new BackupException("A backup inside the data folder would be lost with it; choose a folder elsewhere.");
        }
    }

    private static BackupManifest Write(
        StorageOptions storage, DbConnection connection, string folder, TimeProvider time, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        using var snapshot = BeginSnapshot(connection, storage.Engine);
        var counters = StoreCounters.Read(connection, storage.Engine);
        var createdAt = time.GetUtcNow();
        var files = new List<BackupFile>();
        var tables = new List<BackupTable>();
        foreach (var table in StoreCatalog.Read(connection, storage.Engine))
        {
            var rows = 0L;
            files.Add(BackupFolder.Write(folder, BackupFolder.TableFile(table.Name), stream => rows = WriteRows(stream, connection, storage.Engine, table, progress, cancellationToken)));
            tables.Add(new BackupTable(table.Name, table.Columns, rows));
        }

        var found = DataFiles.Find(storage.DataFolder);
        foreach (var (index, path) in found.Index())
        {
            using var source = File.OpenRead(Path.Combine(storage.DataFolder, path));
            files.Add(BackupFolder.Write(folder, BackupFolder.DataFiles + path, source.CopyTo));
            progress?.Report(new BackupProgress("files", index + 1, found.Count));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            Version = typeof(Backup).Assembly.GetName().Version!.ToString(3),
            Engine = storage.Engine,
            CreatedAt = createdAt,
            Migrations = SchemaUpgrade.Applied(connection, storage.Engine),
            Counters = counters,
            Tables = tables,
            Files = files,
        };
    }

    /// <summary>Everything read until it is disposed is the state of one moment; writers are not held up.</summary>
    private static DbTransaction BeginSnapshot(DbConnection connection, DatabaseEngine engine)
    {
        if (engine == DatabaseEngine.Postgres)
        {
            var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            connection.Execute("SET TRANSACTION READ ONLY");
            return transaction;
        }

        connection.Execute("PRAGMA query_only = ON");
        return ((Microsoft.Data.Sqlite.SqliteConnection)connection).BeginTransaction(deferred: true);
    }

    private static long WriteRows(
        Stream stream, DbConnection connection, DatabaseEngine engine, StoredTable table, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        var total = progress is null ? 0 : TableRows.Count(connection, engine, table);
        var line = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(line);
        var rows = 0L;
        foreach (var row in TableRows.Read(connection, engine, table))
        {
            RowLines.Write(line, writer, row);
            stream.Write(line.WrittenSpan);
            if (++rows % ReportEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new BackupProgress(table.Name, rows, total));
            }
        }

        return rows;
    }
}
