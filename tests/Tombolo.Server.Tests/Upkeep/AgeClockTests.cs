using System.Text;
using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Sqlite;
using Tombolo.Server.Tests.Features;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Tests.Upkeep;

/// <summary>A clock that jumps while everything else goes on as ever.</summary>
public sealed class AgeClockTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(31);

    [Fact]
    public void Now_WallClockJumpsAMonthAhead_GoesOnWithThePassingTime()
    {
        var time = new ShiftedTime();
        var clock = new AgeClock(time);
        var before = clock.Now();

        time.Advance(Month);

        Assert.InRange(clock.Now() - before, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Fact]
    public void Now_WallClockJumpsBackAndAheadAgain_IsNeverAheadOfIt()
    {
        var time = new ShiftedTime();
        var clock = new AgeClock(time);

        time.Advance(-Month);
        Assert.True(clock.Now() <= time.GetUtcNow());
        time.Advance(Month);
        Assert.True(clock.Now() <= time.GetUtcNow());
    }

    [Fact]
    public async Task Append_RepeatedAfterAJumpOfAMonth_IsStillKnown()
    {
        var folder = Directory.CreateTempSubdirectory("tombolo-age-");
        var time = new ShiftedTime();
        var sender = new DeviceAddress(AccountAddress.Parse("alice@localhost"), 1);
        await using (var database = SqliteDatabase.Create(new StorageOptions { DataFolder = folder.FullName }))
        {
            using var store = new MailboxStore(database, time);
            var mailbox = await store.OpenAsync(new DeviceAddress(AccountAddress.Parse("bob@localhost"), 1), default);
            await store.AppendAsync([Stanza()]);

            time.Advance(Month);
            var repeated = Stanza();
            await store.AppendAsync([repeated]);

            Assert.True(repeated.IsDuplicate);

            MailboxAppend Stanza() => new()
            {
                Digest = StanzaDigest.Create(sender, "m1"u8), IsRequest = false, At = time.GetUtcNow(), Entries = [(mailbox, Encoding.UTF8.GetBytes("once"))],
            };
        }

        folder.Delete(recursive: true);
    }
}
