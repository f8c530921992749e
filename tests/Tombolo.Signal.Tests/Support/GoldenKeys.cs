namespace Tombolo.Signal.Tests;

/// <summary>The private keys of the golden vectors (signal-wire 18).</summary>
internal static class GoldenKeys
{
    public static byte[] A { get; } = [0x10, .. Hex.Repeat(0x11, 30), 0x51];

    public static byte[] B { get; } = [0x20, .. Hex.Repeat(0x22, 30), 0x62];

    public static byte[] E { get; } = [0x30, .. Hex.Repeat(0x33, 30), 0x73];

    public static PublicKey Public(byte[] privateKey)
    {
        using PrivateKey key = PrivateKey.Deserialize(privateKey);
        return key.GetPublicKey();
    }
}
