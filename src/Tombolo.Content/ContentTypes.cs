namespace Tombolo.Content;

/// <summary>Media types this project writes.</summary>
public static class ContentTypes
{
    /// <summary>Plain text, UTF-8.</summary>
    public const string PlainText = "text/plain;charset=utf-8";

    /// <summary>Markdown in the profile every MIMI client reads.</summary>
    public const string Markdown = "text/markdown;variant=GFM-MIMI";

    /// <summary>Receipts (draft-mahy-mimi-message-status).</summary>
    public const string MessageStatus = "application/mimi-message-status";

    /// <summary>Whether two media types are the same, parameters left aside.</summary>
    public static bool IsOfType(string contentType, string expected)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(expected);
        return Essence(contentType).Equals(Essence(expected), StringComparison.OrdinalIgnoreCase);
    }

    private static ReadOnlySpan<char> Essence(string contentType)
    {
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? contentType : contentType.AsSpan(0, end)).Trim();
    }
}
