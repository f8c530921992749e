using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Tombolo.Xmpp.Addressing;

/// <summary>
/// An XMPP address (RFC 7622): <c>local@domain/resource</c>, local part and resource optional. Always canonical, so that
/// equality is ordinal equality of the text. Each part takes at most 1,023 bytes of UTF-8, the whole at most 3,071.
/// </summary>
/// <remarks><c>default</c> is no address: <see cref="IsEmpty"/> is true and every part is empty.</remarks>
public readonly record struct Jid : ISpanFormattable, IUtf8SpanFormattable
{
    /// <summary>Longest whole address in bytes of UTF-8: three parts of 1,023 and the two separators.</summary>
    public const int MaxBytes = (3 * MaxPartBytes) + 2;

    /// <summary>Longest single part in bytes of UTF-8 (RFC 7622 sections 3.2 to 3.4).</summary>
    public const int MaxPartBytes = 1023;

    private readonly string? _text;
    private readonly ushort _domainStart;
    private readonly ushort _domainEnd;

    private Jid(string text, int domainStart, int domainEnd)
    {
        _text = text;
        _domainStart = (ushort)domainStart;
        _domainEnd = (ushort)domainEnd;
    }

    /// <summary>True for <c>default</c>, which is no address.</summary>
    public bool IsEmpty => _text is null;

    /// <summary>The part before the <c>@</c>; empty when there is none.</summary>
    public ReadOnlySpan<char> Local => _domainStart == 0 ? default : _text.AsSpan(0, _domainStart - 1);

    /// <summary>The domain: lower-case, international names as U-labels.</summary>
    public ReadOnlySpan<char> Domain => _text.AsSpan(_domainStart, _domainEnd - _domainStart);

    /// <summary>The part after the first <c>/</c>; empty when there is none.</summary>
    public ReadOnlySpan<char> Resource => IsBare ? default : _text.AsSpan(_domainEnd + 1);

    /// <summary>True when the address has no resource.</summary>
    public bool IsBare => _text is null || _domainEnd == _text.Length;

    /// <summary>True when the address is a domain alone.</summary>
    public bool IsDomain => _text is not null && _domainStart == 0 && IsBare;

    /// <summary>The same address without its resource. Allocates only when there is one to remove.</summary>
    public Jid Bare => IsBare ? this : new Jid(_text![.._domainEnd], _domainStart, _domainEnd);

    /// <summary>Reads an address from UTF-8, bringing each part to its canonical form.</summary>
    /// <returns>False when a part is empty, too long or holds what RFC 7622 forbids.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Jid jid)
    {
        jid = default;
        if (utf8.Length is 0 or > MaxBytes)
        {
            return false;
        }

        Span<char> characters = utf8.Length <= 256 ? stackalloc char[256] : new char[utf8.Length];
        return Utf8.ToUtf16(utf8, characters, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done
            && TryParse(characters[..written], out jid);
    }

    /// <summary>Reads an address from text, bringing each part to its canonical form.</summary>
    /// <returns>False when a part is empty, too long or holds what RFC 7622 forbids.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Jid jid)
    {
        jid = default;
        if (text.Length is 0 or > MaxBytes)
        {
            return false;
        }

        var slash = text.IndexOf('/');
        var bare = slash < 0 ? text : text[..slash];
        var at = bare.IndexOf('@');
        var local = at < 0 ? default : bare[..at];
        var resource = slash < 0 ? default : text[(slash + 1)..];
        if ((at >= 0 && local.IsEmpty) || (slash >= 0 && resource.IsEmpty))
        {
            return false;
        }

        return TryCreate(local, bare[(at + 1)..], resource, out jid);
    }

    /// <summary>Puts an address together from its parts; an empty local part or resource means there is none.</summary>
    /// <returns>False when a part is too long or holds what RFC 7622 forbids, or the domain is empty.</returns>
    public static bool TryCreate(ReadOnlySpan<char> local, ReadOnlySpan<char> domain, ReadOnlySpan<char> resource, out Jid jid)
    {
        jid = default;
        if (!JidParts.TryLocal(local, out var canonicalLocal)
            || !JidParts.TryDomain(domain, out var canonicalDomain)
            || !JidParts.TryResource(resource, out var canonicalResource))
        {
            return false;
        }

        var domainStart = canonicalLocal.Length == 0 ? 0 : canonicalLocal.Length + 1;
        var text = string.Concat(
            canonicalLocal,
            domainStart == 0 ? "" : "@",
            canonicalDomain,
            canonicalResource.Length == 0 ? "" : string.Concat("/", canonicalResource));
        jid = new Jid(text, domainStart, domainStart + canonicalDomain.Length);
        return true;
    }

    /// <summary>Reads an address that the caller knows to be right.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Jid Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text.AsSpan(), out var jid) ? jid : throw new FormatException("This is not an XMPP address.");
    }

    /// <summary>The same account or domain with another resource.</summary>
    /// <exception cref="ArgumentException">The resource breaks RFC 7622 section 3.4, or this address is empty.</exception>
    public Jid WithResource(ReadOnlySpan<char> resource) =>
        TryCreate(Local, Domain, resource, out var jid) ? jid : throw new ArgumentException("This is not a resource.", nameof(resource));

    /// <summary>True when both are the same account (or the same domain), whatever their resources.</summary>
    public bool SameBare(Jid other) =>
        _domainEnd == other._domainEnd && _text.AsSpan(0, _domainEnd).SequenceEqual(other._text.AsSpan(0, other._domainEnd));

    /// <inheritdoc/>
    public bool Equals(Jid other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    /// <summary>The canonical text; no allocation. Empty for <c>default</c>.</summary>
    public override string ToString() => _text ?? "";

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var fits = ToString().TryCopyTo(destination);
        charsWritten = fits ? ToString().Length : 0;
        return fits;
    }

    /// <inheritdoc/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Encoding.UTF8.TryGetBytes(ToString(), utf8Destination, out bytesWritten);
}
