using System.Buffers.Text;
using System.Security.Cryptography;
using Tombolo.Interop.Keys;

namespace Tombolo.Interop.Tests.Keys;

public sealed class DeviceListDigestTests
{
    private static readonly byte[] First = [0x05, .. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] Second = [0x05, .. Enumerable.Repeat((byte)2, 32)];

    [Fact]
    public void Of_TwoDevices_IsTheHashInAscendingOrder()
    {
        byte[] bytes = [0, 0, 0, 1, 0, 0, 16, 0, .. First, 0, 0, 0, 2, 0, 0, 0, 5, .. Second];
        ListedDevice[] devices = [new(2, 5, Second), new(1, 4096, First)];

        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(bytes)), DeviceListDigest.Of(devices));
    }

    [Fact]
    public void Of_ChangedIdentityKey_Differs() =>
        Assert.NotEqual(DeviceListDigest.Of([new(1, 1, First)]), DeviceListDigest.Of([new(1, 1, Second)]));
}
