using Tombolo.Interop.Keys;

namespace Tombolo.Interop.Tests.Keys;

internal static class SampleKeys
{
    public static DeviceKeys Create() => new()
    {
        IdentityKey = Filled(DeviceKeys.EcKeySize, 0x05),
        SignedPreKey = Signed(7, DeviceKeys.EcKeySize),
        KyberLastResort = Signed(257, DeviceKeys.KyberKeySize),
        PreKeys = [new PreKey { Id = 9, Key = Filled(DeviceKeys.EcKeySize, 0x11) }],
        KyberPreKeys = [Signed(3, DeviceKeys.KyberKeySize)],
    };

    private static SignedPreKey Signed(uint id, int size) =>
        new() { Id = id, Key = Filled(size, (byte)id), Signature = Filled(DeviceKeys.SignatureSize, 0xEE) };

    private static byte[] Filled(int size, byte value)
    {
        var bytes = new byte[size];
        bytes.AsSpan().Fill(value);
        return bytes;
    }
}
