using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Backups;
using Tombolo.Server.Storage.Postgres;
using Tombolo.Server.Storage.Sqlite;
using Tombolo.Server.Storage.Tables;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Storage;

public sealed class BackupTests : IDisposable
{
    private const int RowsEach = 60;

    private readonly string _root = Directory.CreateTempSubdirectory("tombolo-backup-").FullName;

    private string BackupPath => Path.Combine(_root, "backup");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Sqlite, DatabaseEngine.Postgres)]
    [InlineData(DatabaseEngine.Postgres, DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres, DatabaseEngine.Postgres)]
    public async Task Restore_OnEitherEngine_BringsBackEveryRowAndEveryFile(DatabaseEngine from, DatabaseEngine to)
    {
        var (source, target) = (Options("source", from), Options("target", to));
        await FillAsync(source);
        var before = StoreContents.Read(source);

        Backup.Make(source, BackupPath, TimeProvider.System, null, CancellationToken.None);
        Restore.Run(target, BackupPath, ExistingData.Refuse, TimeProvider.System, null, CancellationToken.None);

        Assert.True(before.Count > 15 * RowsEach, $"only {before.Count} lines are compared");
        Assert.Equal(before, StoreContents.Read(target));
        Assert.Equal(before, StoreContents.Read(source));
        await using var database = (IAsyncDisposable)Open(target);
        using var mailboxes = new MailboxStore((IDatabase)database, TimeProvider.System);
        var mailbox = await mailboxes.OpenAsync(Device("new"), default);
        await mailboxes.AppendAsync([Stanza(mailbox, "first after")]);
        Assert.True(Assert.Single(await mailboxes.ReadAsync(mailbox.Id, 0, 10, default)).Seq > RowsEach, "a number was given twice");
        Assert.True(mailbox.Id > RowsEach, "a mailbox was given twice");
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Backup_WhileMessagesAreStored_IsOneMomentWithEverythingBeforeIt(DatabaseEngine engine)
    {
        var source = Options("source", engine);
        await using var database = (IAsyncDisposable)Open(source);
        using var mailboxes = new MailboxStore((IDatabase)database, TimeProvider.System);
        var mailbox = await mailboxes.OpenAsync(Device("bob"), default);
        using var enough = new CancellationTokenSource();
        var acknowledged = new ConcurrentQueue<string>();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var traffic = Task.Run(async () =>
        {
            for (var number = 0; !enough.IsCancellationRequested; number++)
            {
                var batch = Enumerable.Range(0, 20).Select(one => $"m{number:D6}-{one:D2}").ToArray();
                await Task.WhenAll(batch.Select(text => mailboxes.AppendAsync([Stanza(mailbox, text)])));
                batch.ToList().ForEach(acknowledged.Enqueue);
                if (number == 50)
                {
                    started.SetResult();
                }
            }
        });
        await started.Task.WaitAsync(TimeSpan.FromSeconds(60));

        var before = acknowledged.ToArray();
        // In the middle of the copy it waits for a message more, so that there is one which the copy must not have.
        var middle = new Midway(() => SpinWait.SpinUntil(() => acknowledged.Count > before.Length, TimeSpan.FromSeconds(60)));
        Backup.Make(source, BackupPath, TimeProvider.System, middle, CancellationToken.None);
        var during = acknowledged.Count - before.Length;
        await enough.CancelAsync();
        await traffic;

        var target = Options("target", DatabaseEngine.Sqlite);
        Restore.Run(target, BackupPath, ExistingData.Refuse, TimeProvider.System, null, CancellationToken.None);
        using var restored = StoreConnection.Open(target);
        var kept = restored.Query<byte[]>("SELECT content FROM entry ORDER BY seq").Select(Encoding.UTF8.GetString).ToArray();
        Assert.Empty(before.Except(kept));
        Assert.Equal(kept.Order(StringComparer.Ordinal), acknowledged.Order(StringComparer.Ordinal).Take(kept.Length));
        // Message and digest are written in one transaction: a copy of two moments would have more of one.
        Assert.Equal(kept.Length, restored.ExecuteScalar<long>("SELECT sum(length(digests)) / 16 FROM stored_digest"));
        Assert.True(during > 0, "nothing was stored while the backup ran");
    }

    [Fact]
    public async Task Restore_OfADamagedBackup_TouchesNothing()
    {
        var (source, target) = (Options("source", DatabaseEngine.Sqlite), Options("target", DatabaseEngine.Sqlite));
        await FillAsync(source);
        var manifest = Backup.Make(source, BackupPath, TimeProvider.System, null, CancellationToken.None);
        foreach (var path in manifest.Files.Select(static file => file.Path).Append("manifest.json"))
        {
            var file = Path.Combine(BackupPath, path);
            var whole = await File.ReadAllBytesAsync(file);
            var damaged = (byte[])whole.Clone();
            damaged[damaged.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, damaged);

            var refusal = Assert.Throws<BackupException>(() => Restore.Run(target, BackupPath, ExistingData.Refuse, TimeProvider.System, null, CancellationToken.None));

            Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
            Assert.False(Directory.Exists(target.DataFolder));
            await File.WriteAllBytesAsync(file, whole);
        }
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Restore_WhereDataIs_ReplacesItOnlyWhenTold(DatabaseEngine engine)
    {
        var (source, target) = (Options("source", engine), Options("target", engine));
        await FillAsync(source);
        await FillAsync(target);
        Backup.Make(source, BackupPath, TimeProvider.System, null, CancellationToken.None);
        var before = StoreContents.Read(target);

        Assert.Throws<BackupException>(() => Restore.Run(target, BackupPath, ExistingData.Refuse, TimeProvider.System, null, CancellationToken.None));
        Assert.Equal(before, StoreContents.Read(target));

        Restore.Run(target, BackupPath, ExistingData.Replace, TimeProvider.System, null, CancellationToken.None);
        Assert.Equal(StoreContents.Read(source), StoreContents.Read(target));
        var aside = Assert.Single(Directory.GetDirectories(target.DataFolder, "replaced-*"));
        Assert.Equal(32, new FileInfo(Path.Combine(aside, "keys", "host.key")).Length);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Backup_HoldsSecrets_SoItsOwnerAloneCanReadIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps permissions in another way.");
        var source = Options("source", DatabaseEngine.Sqlite);
        await FillAsync(source);

        Backup.Make(source, BackupPath, TimeProvider.System, null, CancellationToken.None);

        const UnixFileMode Others = (UnixFileMode)0b000_111_111;
        Assert.All(Directory.EnumerateFileSystemEntries(_root, "*", SearchOption.AllDirectories).Where(path => path.StartsWith(BackupPath, StringComparison.Ordinal)),
            path => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others));
    }

    [Fact]
    public async Task Backup_OfAnOlderVersion_IsRestoredAsItWasAndThenUpgraded()
    {
        string[] migrations = ["0001_mailboxes.sql", "0002_accounts.sql"];
        var target = Options("target", DatabaseEngine.Sqlite);
        MakeOldBackup(migrations);

        Restore.Run(target, BackupPath, ExistingData.Refuse, TimeProvider.System, null, CancellationToken.None);

        Assert.Equal(StorageFault.Older, Assert.Throws<StorageException>(() => StoreConnection.Open(target)).Fault);
        await ((IAsyncDisposable)Open(target)).DisposeAsync();
        Assert.Equal(RowsEach, StoreContents.Read(target).Count(static line => line.StartsWith("account:", StringComparison.Ordinal)));
    }

    /// <summary>As a version that knew these migrations alone would have made it.</summary>
    private void MakeOldBackup(string[] migrations)
    {
        var old = Path.Combine(_root, "old.db");
        SqliteMigrations.Run(old, migrations);
        using var connection = SqliteDatabase.Open(old, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite);
        var tables = StoreCatalog.Read(connection, DatabaseEngine.Sqlite);
        BackupFolder.WriteManifest(BackupPath, new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            Version = "0.0.1",
            Engine = DatabaseEngine.Sqlite,
            CreatedAt = TimeProvider.System.GetUtcNow(),
            Migrations = migrations,
            Counters = StoreCounters.Read(connection, DatabaseEngine.Sqlite),
            Files = [.. tables.Select(table => BackupFolder.Write(BackupPath, BackupFolder.TableFile(table.Name), stream => WriteRows(stream, table)))],
            Tables = [.. tables.Select(static table => new BackupTable(table.Name, table.Columns, RowsEach))],
        });
    }

    private static void WriteRows(Stream stream, StoredTable table)
    {
        var line = new System.Buffers.ArrayBufferWriter<byte>();
        using var writer = new System.Text.Json.Utf8JsonWriter(line);
        for (var number = 1; number <= RowsEach; number++)
        {
            RowLines.Write(line, writer, [.. table.Columns.Select(column => Value(column.Kind, number))]);
            stream.Write(line.WrittenSpan);
        }
    }

    private static DeviceAddress Device(string name) => new(AccountAddress.Parse(name + "@localhost"), 1);

    private static MailboxAppend Stanza(OpenMailbox mailbox, string text) => new()
    {
        Digest = StanzaDigest.Create(Device("alice"), Encoding.UTF8.GetBytes(text)),
        At = TimeProvider.System.GetUtcNow(),
        IsRequest = false,
        Entries = [(mailbox, Encoding.UTF8.GetBytes(text))],
    };

    private static IDatabase Open(StorageOptions options) => options.Engine == DatabaseEngine.Postgres ? PostgresDatabase.Create(options) : SqliteDatabase.Create(options);

    private StorageOptions Options(string name, DatabaseEngine engine)
    {
        var options = new StorageOptions();
        TestStore.Use(options, Path.Combine(_root, name), engine);
        return options;
    }

    /// <summary>Rows for every table, whatever tables there are: the same number, text or bytes in all columns of a row, so that references hold.</summary>
    private static async Task FillAsync(StorageOptions options)
    {
        await using (var database = (IAsyncDisposable)Open(options))
        {
            await ((IDatabase)database).WriteAsync(
                connection =>
                {
                    foreach (var table in StoreCatalog.Read(connection, options.Engine))
                    {
                        connection.Execute($"DELETE FROM {table.Name}");
                        using var writer = TableWriters.Open(connection, table);
                        for (var number = 1; number <= RowsEach; number++)
                        {
                            writer.Add([.. table.Columns.Select(column => Value(column.Kind, number))]);
                        }

                        writer.Complete();
                    }

                    return connection.Execute("UPDATE device SET next_token = NULL, proof_ends_at = NULL WHERE id % 2 = 0");
                },
                CancellationToken.None);
        }

        foreach (var path in new[] { "keys/host.key", "ca/ca.pem", "media/ab/cdef" })
        {
            var file = Path.Combine(options.DataFolder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(32));
        }
    }

    private static object Value(ColumnKind kind, long number) => kind switch
    {
        ColumnKind.Number => number,
        ColumnKind.Text => $"né {number} \"<\n\\",
        _ => SHA256.HashData(BitConverter.GetBytes(number))[..16],
    };

    private sealed class Midway(Func<bool> wait) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value) => Assert.True(wait(), "nobody stored anything for a minute");
    }
}
