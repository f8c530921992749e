namespace Tombolo.Interop.Identity;

/// <summary>Canonical form of handles: lower-case ASCII letters, digits, dot, hyphen and underscore, 1 to 64 of them, beginning with a letter or digit.</summary>
public static class Handle
{
    private const int MaxLength = 64;

    /// <summary>True when the text is a handle in canonical form.</summary>
    public static bool IsCanonical(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && IsLetterOrDigit(text[0])
        && text.All(character => IsLetterOrDigit(character) || character is '.' or '-' or '_');

    private static bool IsLetterOrDigit(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);
}
