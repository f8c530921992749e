namespace Tombolo.Signal;

/// <summary>A Signal service id: an ACI (plain UUID) or a PNI ("PNI:" and the UUID), signal-wire 3.</summary>
internal readonly record struct ServiceId(byte Kind, Guid Uuid)
{
    public const int FixedWidthSize = 17;

    public static bool TryParse(string name, out ServiceId id)
    {
        const string Prefix = "PNI:";
        bool isPni = name.StartsWith(Prefix, StringComparison.Ordinal);
        bool valid = Guid.TryParseExact(isPni ? name.AsSpan(Prefix.Length) : name, "D", out Guid uuid) && name.Length == (isPni ? 40 : 36);
        id = valid ? new ServiceId(isPni ? (byte)1 : (byte)0, uuid) : default;
        return valid;
    }

    /// <summary>17 bytes: the kind, then the UUID in text order (RFC 9562, big-endian).</summary>
    public void WriteFixedWidth(Span<byte> destination)
    {
        destination[0] = Kind;
        _ = Uuid.TryWriteBytes(destination[1..FixedWidthSize], bigEndian: true, out _);
    }
}
