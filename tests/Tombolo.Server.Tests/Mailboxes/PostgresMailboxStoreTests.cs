using System.Text;
using Dapper;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Mailboxes.Postgres;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Postgres;

namespace Tombolo.Server.Tests.Mailboxes;

public sealed class PostgresMailboxStoreTests() : MailboxStoreTests(DatabaseEngine.Postgres)
{
    protected override string RefuseInserts => "ALTER TABLE entry ADD CONSTRAINT refuse CHECK (false) NOT VALID";

    protected override string AllowInserts => "ALTER TABLE entry DROP CONSTRAINT refuse";

    [Fact]
    public async Task Append_AfterTheMailboxWasOpenedAnew_IsSupersededAndMayBeRepeatedByTheNewOne()
    {
        var older = await Store.OpenAsync(Bob, default);
        var newer = await Store.OpenAsync(Bob, default);

        var late = Stanza(older, "same");
        var other = Stanza(newer, "other");
        await Store.AppendAsync([late, other]);
        var again = Stanza(newer, "same");
        await Store.AppendAsync([again]);

        Assert.Equal((older.Id, true, false), (newer.Id, late.IsSuperseded, other.IsSuperseded));
        Assert.False(again.IsDuplicate || again.IsSuperseded);
        Assert.Equal(["other", "same"], (await Store.ReadAsync(newer.Id, 0, 10, default)).Select(entry => Encoding.UTF8.GetString(entry.Content)));
    }

    [Fact]
    public async Task Open_WhileAnotherNodeIsCommitting_WaitsForIt()
    {
        var older = await Store.OpenAsync(Bob, default);
        var other = OpenDatabase();
        await using var end = (IAsyncDisposable)other;
        using var isAppended = new SemaphoreSlim(0);
        using var mayCommit = new ManualResetEventSlim();
        var committing = other.WriteAsync(
            connection =>
            {
                connection.Execute("SELECT term FROM mailbox WHERE id = @Id FOR SHARE", new { older.Id });
                isAppended.Release();
                return mayCommit.Wait(TimeSpan.FromSeconds(20));
            },
            default);
        await isAppended.WaitAsync();

        var opening = Store.OpenAsync(Bob, default);
        while (await other.ReadAsync(connection => connection.QuerySingle<long>("SELECT count(*) FROM pg_locks WHERE NOT granted"), default) == 0)
        {
            Assert.False(opening.IsCompleted, "Somebody opened a mailbox to which another node was appending.");
        }

        mayCommit.Set();
        await committing;
        Assert.True((await opening).Term > older.Term);
    }

    [Fact]
    public async Task Confirmation_InATableThatWasEmptyWhenLastLookedAt_GoesByThePrimaryKey()
    {
        var mailbox = await Store.OpenAsync(Bob, default);
        await using var database = (PostgresDatabase)OpenDatabase();
        await database.WriteAsync(connection => connection.Execute("ANALYZE entry"), default);
        await Store.AppendAsync([Stanza(mailbox, "one"), Stanza(mailbox, "two")]);

        var (deleted, fetched, scans) = await database.WriteAsync(
            connection =>
            {
                using var writer = new PostgresFlushWriter();
                writer.Run(connection, new MailboxFlush([], new() { [mailbox.Id] = long.MaxValue }));
                return connection.QuerySingle<(long Deleted, long Fetched, long Scans)>(
                    """
                    SELECT n_tup_del, pg_stat_get_xact_tuples_fetched(indexrelid), seq_scan
                    FROM pg_stat_xact_user_tables JOIN pg_index ON indrelid = relid AND indisprimary WHERE relname = 'entry'
                    """);
            },
            default);

        // A bitmap's rows are counted for the table, not for the index.
        Assert.Equal((2, 2, 0), (deleted, fetched, scans));
    }
}
