namespace Tombolo.Content.Codec;

/// <summary>Bounds kept while reading what others wrote.</summary>
public static class ContentLimits
{
    /// <summary>Encoded bytes of one message; what fits into one ciphertext.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Levels of parts, the body included. The examples of the specification need 4.</summary>
    public const int MaxDepth = 8;

    /// <summary>Parts in one message, on all levels.</summary>
    public const int MaxParts = 64;

    /// <summary>Extensions in one message.</summary>
    public const int MaxExtensions = 32;

    /// <summary>Statuses in one report.</summary>
    public const int MaxStatuses = 512;
}
