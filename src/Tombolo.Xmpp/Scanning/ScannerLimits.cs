namespace Tombolo.Xmpp.Scanning;

/// <summary>Bounds the scanner holds a peer to before anything is buffered for it. Breaking one is <c>policy-violation</c>.</summary>
public sealed record ScannerLimits
{
    /// <summary>What a peer gets after it has authenticated.</summary>
    public static ScannerLimits Authenticated { get; } = new();

    /// <summary>What a peer gets before: RFC 6120 section 13.12 asks for at least 10,000 bytes.</summary>
    public static ScannerLimits Unauthenticated { get; } = new() { MaxElementBytes = 16 * 1024, MaxDepth = 8, MaxChildren = 32 };

    /// <summary>Bytes in one first-level element, tags included. Default 262,144.</summary>
    public int MaxElementBytes { get; init => field = Positive(value); } = 256 * 1024;

    /// <summary>Bytes in one tag, brackets included. Default 16,384. An unfinished tag is read again when more of it arrives, so
    /// that raising this makes a peer that sends byte by byte more expensive.</summary>
    public int MaxTagBytes { get; init => field = Positive(value); } = 16 * 1024;

    /// <summary>Levels of elements in one first-level element, itself included. Default 32.</summary>
    public int MaxDepth { get; init => field = Positive(value); } = 32;

    /// <summary>Attributes on one element, namespace declarations included. Default 32. Checked for uniqueness pair by pair.</summary>
    public int MaxAttributes { get; init => field = Positive(value); } = 32;

    /// <summary>Children directly below a first-level element, and parts of an encrypted message. Default 160.</summary>
    public int MaxChildren { get; init => field = Positive(value); } = 160;

    private static int Positive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }
}
