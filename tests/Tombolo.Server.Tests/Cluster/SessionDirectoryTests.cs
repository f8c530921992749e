using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Tests.Cluster;

public sealed class SessionDirectoryTests
{
    /// <summary>All are looked at every second: a copy of many each time would be garbage enough to keep the host from ever being called quiet.</summary>
    [Fact]
    public void Sessions_LookedAt_AreNotCopied()
    {
        const int Count = 1000;
        var directory = new SessionDirectory();
        for (var index = 0; index < Count; index++)
        {
            directory.Add(new Silent());
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var seen = directory.Sessions.Count();

        Assert.Equal(Count, seen);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Count);
    }

    private sealed class Silent : IDeviceSession
    {
        public Guid Id { get; } = Guid.CreateVersion7();

        public void Offer(MailboxEntry entry, long after)
        {
        }

        public void Push(byte[] stanza)
        {
        }

        public void FactsChanged(AccountFacts facts)
        {
        }

        public void Lag()
        {
        }

        public void Reattach()
        {
        }

        public void End(SessionEnd reason)
        {
        }
    }
}
