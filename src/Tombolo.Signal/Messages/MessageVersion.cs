namespace Tombolo.Signal;

/// <summary>The first byte of every message: the version in the high nibble, the sender's newest version in the low one (signal-wire 1).</summary>
internal static class MessageVersion
{
    public const byte V3 = 3;
    public const byte V4 = 4;

    /// <summary>0x33 for v3 and 0x44 for v4: what libraries that speak only that version send.</summary>
    public static byte ToByte(byte version) => (byte)((version << 4) | version);

    /// <summary>The version of a message; the failure when it is one that nobody speaks any more or yet.</summary>
    public static DecryptFailure? Read(byte versionByte, out byte version)
    {
        version = (byte)(versionByte >> 4);
        return version switch
        {
            < V3 => DecryptFailure.LegacyVersion,
            > V4 => DecryptFailure.FutureVersion,
            _ => null,
        };
    }
}
