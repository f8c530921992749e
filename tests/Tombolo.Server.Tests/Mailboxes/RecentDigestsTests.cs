using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Tests.Mailboxes;

public sealed class RecentDigestsTests
{
    [Fact]
    public void Add_BeyondTheBound_ForgetsTheOldestAndKeepsTheNewest()
    {
        var digests = new RecentDigests(capacity: 400);
        var now = DateTimeOffset.UnixEpoch;
        for (ulong number = 0; number < 4_000; number++)
        {
            digests.Add(new StanzaDigest(number), now);
        }

        var kept = Enumerable.Range(0, 4_000).Count(number => digests.Contains(new StanzaDigest((ulong)number)));

        Assert.InRange(kept, 300, 400);
        Assert.True(Enumerable.Range(3_700, 300).All(number => digests.Contains(new StanzaDigest((ulong)number))));
    }
}
