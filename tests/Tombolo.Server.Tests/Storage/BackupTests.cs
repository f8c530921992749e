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
        Backup.Make(source, BackupPath, TimeProvider.System, null, CancellationToken.None);
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
        var (source, target) = (Options("source", DatabaseEngine.Sqlite), Options("target", DatabaseEngine.Sqlite));
        await FillAsync(source);
        Backup.Make(source, BackupPath, TimeProvider.System, null, CancellationToken.None);
        var manifest = BackupFolder.ReadManifest(BackupPath);
        File.Delete(Path.Combine(BackupPath, BackupFolder.Manifest));
        File.Delete(Path.Combine(BackupPath, BackupFolder.ManifestSum));
        string[] since = ["0007_roster.sql", .. manifest.Migrations.Where(static name => string.CompareOrdinal(name, "0008") > 0)];
        string[] kept = ["identifier", "account", "device", "registration", "partner_subject", "nonce", "used_token", "signed_key", "one_time_key", "relation",
            "third_party_chats", "third_party_partner", "lookup", "app_password", "mailbox", "entry", "stored_digest"];
        BackupFolder.WriteManifest(BackupPath, manifest with
        {
            Migrations = [.. manifest.Migrations.Except(since)],
            Tables = [.. manifest.Tables.Where(table => kept.Contains(table.Name))],
        });

        Restore.Run(target, BackupPath, ExistingData.Refuse, TimeProvider.System, null, CancellationToken.None);

        Assert.Equal(StorageFault.Older, Assert.Throws<StorageException>(() => StoreConnection.Open(target)).Fault);
        await ((IAsyncDisposable)Open(target)).DisposeAsync();
        Assert.Equal(StoreContents.Read(source).Where(static line => line.StartsWith("account:", StringComparison.Ordinal)), StoreContents.Read(target).Where(static line => line.StartsWith("account:", StringComparison.Ordinal)));
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
}
