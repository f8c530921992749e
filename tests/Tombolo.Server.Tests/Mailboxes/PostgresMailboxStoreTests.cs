using System.Text;
using Dapper;
using Tombolo.Server.Storage;

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
}
