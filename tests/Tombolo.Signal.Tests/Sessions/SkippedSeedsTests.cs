using System.Buffers.Binary;

namespace Tombolo.Signal.Tests.Sessions;

public sealed class SkippedSeedsTests
{
    [Fact]
    public void Append_BeyondTheLimit_DropsTheOldest()
    {
        SkippedSeeds seeds = new();
        for (uint first = 0; first < 5000; first += 500)
        {
            seeds.Append(Entries(first, 500));
        }

        Assert.Equal(SkippedSeeds.Limit, seeds.Count);
        Assert.Equal(-1, seeds.Find(2999));
        Assert.Equal(0, seeds.Find(3000));
        Assert.Equal(4999 % 251, seeds.SeedAt(seeds.Find(4999))[0]);
    }

    [Fact]
    public void Append_MoreThanTheLimitAtOnce_KeepsTheNewest()
    {
        SkippedSeeds seeds = new();
        seeds.Append(Entries(0, 10));

        seeds.Append(Entries(10, 3000));

        Assert.Equal(SkippedSeeds.Limit, seeds.Count);
        Assert.Equal(-1, seeds.Find(1009));
        Assert.Equal(0, seeds.Find(1010));
    }

    [Fact]
    public void RemoveAt_Any_LeavesTheOthersAndClearsTheMemory()
    {
        SkippedSeeds seeds = SkippedSeeds.Load(Entries(1, 5));

        seeds.RemoveAt(seeds.Find(3));

        Assert.Equal(-1, seeds.Find(3));
        Assert.Equal([1, 2, 4, 5], new[] { 1u, 2u, 4u, 5u }.Select(i => (int)seeds.SeedAt(seeds.Find(i))[0]));
    }

    private static byte[] Entries(uint first, int count)
    {
        byte[] entries = new byte[count * SkippedSeeds.EntrySize];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(entries.AsSpan(i * SkippedSeeds.EntrySize), first + (uint)i);
            entries.AsSpan((i * SkippedSeeds.EntrySize) + 4, 32).Fill((byte)((first + i) % 251));
        }

        return entries;
    }
}
