using System.Text;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Postgres;
using Tombolo.Server.Storage.Sqlite;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Mailboxes;

/// <summary>What every engine must do; the derived classes name the engine.</summary>
public abstract class MailboxStoreTests(DatabaseEngine engine) : IAsyncLifetime
{
    private static readonly DeviceAddress Alice = new(AccountAddress.Parse("alice@localhost"), 1);
    private protected static readonly DeviceAddress Bob = new(AccountAddress.Parse("bob@localhost"), 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-mailboxes-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private IDatabase _database = null!;
    private MailboxStore _store = null!;

    private protected MailboxStore Store => _store;

    /// <summary>SQL that makes every insert of an entry fail.</summary>
    protected abstract string RefuseInserts { get; }

    /// <summary>SQL that undoes it.</summary>
    protected abstract string AllowInserts { get; }

    public ValueTask InitializeAsync()
    {
        Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Append_ManyAtOnce_NumbersThemStrictlyUpwardsInOrder()
    {
        var bob = await _store.OpenAsync(Bob, default);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => _store.AppendAsync([Stanza(bob, $"m{number}")])));

        var entries = await _store.ReadAsync(bob.Id, 0, 1000, default);
        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"m{number}"), entries.Select(entry => Encoding.UTF8.GetString(entry.Content)));
        Assert.Equal(entries.OrderBy(entry => entry.Seq), entries);
    }

    [Fact]
    public async Task Append_TheSameStanzaWithinADay_IsADuplicateAlsoAfterARestart()
    {
        var bob = await _store.OpenAsync(Bob, default);
        await _store.AppendAsync([Stanza(bob, "once")]);
        _time.Advance(TimeSpan.FromHours(23));
        await CloseAsync();
        Open();

        var again = Stanza(bob, "once");
        await _store.AppendAsync([again, Stanza(bob, "twice")]);

        Assert.True(again.IsDuplicate);
        Assert.Equal(2, (await _store.ReadAsync(bob.Id, 0, 10, default)).Count);
    }

    [Fact]
    public async Task Append_TheSameStanzaDaysLater_IsStored()
    {
        var bob = await _store.OpenAsync(Bob, default);
        await _store.AppendAsync([Stanza(bob, "once")]);
        _time.Advance(TimeSpan.FromHours(31));

        var later = Stanza(bob, "once");
        await _store.AppendAsync([later]);

        Assert.False(later.IsDuplicate);
    }

    [Fact]
    public async Task Append_TheSameStanzaTwiceAtOnce_IsStoredOnce()
    {
        var bob = await _store.OpenAsync(Bob, default);
        MailboxAppend[] twice = [Stanza(bob, "same"), Stanza(bob, "same"), Stanza(bob, "other")];

        await _store.AppendAsync(twice);

        Assert.Equal([false, true, false], twice.Select(stanza => stanza.IsDuplicate));
        var entries = await _store.ReadAsync(bob.Id, 0, 10, default);
        Assert.Equal(["same", "other"], entries.Select(entry => Encoding.UTF8.GetString(entry.Content)));
        Assert.Equal([twice[0].Seqs[0], twice[2].Seqs[0]], entries.Select(entry => entry.Seq));
    }

    [Fact]
    public async Task Append_TheSameIdOfAnotherDevice_IsStored()
    {
        var bob = await _store.OpenAsync(Bob, default);
        var digest = StanzaDigest.Create(Alice with { Device = 2 }, "once"u8);

        await _store.AppendAsync([Stanza(bob, "once")]);
        var other = new MailboxAppend { Digest = digest, IsRequest = false, At = _time.GetUtcNow(), Entries = [(bob, "once"u8.ToArray())] };
        await _store.AppendAsync([other]);

        Assert.False(other.IsDuplicate);
    }

    [Fact]
    public async Task Append_ThatFailed_MayBeRepeated()
    {
        var bob = await _store.OpenAsync(Bob, default);
        await _database.WriteAsync(connection => connection.Execute(RefuseInserts), default);
        await Assert.ThrowsAsync<StorageException>(() => _store.AppendAsync([Stanza(bob, "again")]));
        await _database.WriteAsync(connection => connection.Execute(AllowInserts), default);

        var again = Stanza(bob, "again");
        await _store.AppendAsync([again]);

        Assert.False(again.IsDuplicate);
        Assert.Single(await _store.ReadAsync(bob.Id, 0, 10, default));
    }

    [Fact]
    public async Task Numbers_AfterARestart_GoOnUpwards()
    {
        var bob = await _store.OpenAsync(Bob, default);
        await _store.AppendAsync([Stanza(bob, "first")]);
        var first = (await _store.ReadAsync(bob.Id, 0, 10, default))[0].Seq;
        _store.Confirm(bob.Id, first);
        await CloseAsync();
        Open();

        await _store.AppendAsync([Stanza(bob, "second")]);

        Assert.True(Assert.Single(await _store.ReadAsync(bob.Id, 0, 10, default)).Seq > first);
    }

    [Fact]
    public async Task Confirm_DeletesUpToTheNumberAndOnlyInThatMailbox()
    {
        var (alice, bob) = (await _store.OpenAsync(Alice, default), await _store.OpenAsync(Bob, default));
        await _store.AppendAsync([Stanza(alice, "for-alice"), Stanza(bob, "1"), Stanza(bob, "2")]);
        var first = (await _store.ReadAsync(bob.Id, 0, 10, default))[0].Seq;

        _store.Confirm(bob.Id, first);
        await _store.AppendAsync([]);

        Assert.Single(await _store.ReadAsync(bob.Id, 0, 10, default));
        Assert.Single(await _store.ReadAsync(alice.Id, 0, 10, default));
    }

    [Fact]
    public async Task Retention_DeletesTheOldAndKeepsTheNew()
    {
        var bob = await _store.OpenAsync(Bob, default);
        await _store.AppendAsync([Stanza(bob, "old")]);
        _time.Advance(TimeSpan.FromDays(31));
        await _store.AppendAsync([Stanza(bob, "new")]);

        await _store.RemoveStoredBeforeAsync(_time.GetUtcNow() - TimeSpan.FromDays(30), default);

        Assert.Equal("new", Encoding.UTF8.GetString(Assert.Single(await _store.ReadAsync(bob.Id, 0, 10, default)).Content));
    }

    [Fact]
    public async Task Remove_EmptiesTheMailboxAndMeasureCounts()
    {
        var bob = await _store.OpenAsync(Bob, default);
        MailboxAppend[] stanzas = [Stanza(bob, "12345"), Stanza(bob, "123")];
        await _store.AppendAsync(stanzas);
        Assert.Equal(new MailboxFill(2, 8, stanzas[1].Seqs[0]), await _store.MeasureAsync(bob.Id, default));

        await _database.WriteAsync(
            connection =>
            {
                MailboxRows.RemoveDevices(connection, Bob.Account);
                return true;
            },
            default);

        Assert.Equal(new MailboxFill(0, 0, 0), await _store.MeasureAsync(bob.Id, default));
    }

    private protected MailboxAppend Stanza(OpenMailbox mailbox, string id) => new()
    {
        Digest = StanzaDigest.Create(Alice, Encoding.UTF8.GetBytes(id)),
        IsRequest = false,
        At = _time.GetUtcNow(),
        Entries = [(mailbox, Encoding.UTF8.GetBytes(id))],
    };

    /// <summary>One more process on the same database.</summary>
    private protected IDatabase OpenDatabase()
    {
        var options = new StorageOptions();
        TestStore.Use(options, _folder, engine);
        return engine == DatabaseEngine.Postgres ? PostgresDatabase.Create(options) : SqliteDatabase.Create(options);
    }

    private void Open()
    {
        _database = OpenDatabase();
        _store = new MailboxStore(_database, _time);
    }

    private async Task CloseAsync()
    {
        await ((IAsyncDisposable)_database).DisposeAsync();
        _store.Dispose();
    }
}
