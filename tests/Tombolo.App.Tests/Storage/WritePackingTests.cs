using System.Text;
using Tombolo.App.Storage;
using Tombolo.Client.Storage;

namespace Tombolo.App.Tests.Storage;

public sealed class WritePackingTests
{
    [Fact]
    public void Pack_ValueAndDeletion_HasTheFormOfTheScript()
    {
        var packed = WritePacking.Pack([new StoreWrite("t", "ä", [1, 2]), new StoreWrite("t", "k", null)]);

        Assert.Equal("00000001740000" + "0002C3A401000000020102" + "000000017400000001" + "6B00", Convert.ToHexString(packed));
    }

    [Fact]
    public void UnpackList_TwoEntries_KeepsOrderAndBytes()
    {
        byte[] packed = [0, 0, 0, 1, (byte)'a', 0, 0, 0, 2, 7, 8, 0, 0, 0, 1, (byte)'b', 0, 0, 0, 0];

        var entries = WritePacking.UnpackList(packed);

        Assert.Equal(["a", "b"], entries.Select(entry => entry.Key));
        Assert.Equal([7, 8], entries[0].Value);
        Assert.Empty(entries[1].Value);
    }

    [Fact]
    public void UnpackList_CutShort_IsRefused()
    {
        byte[] packed = [0, 0, 0, 9, .. Encoding.UTF8.GetBytes("abc")];

        Assert.Throws<ArgumentOutOfRangeException>(() => WritePacking.UnpackList(packed));
    }
}
