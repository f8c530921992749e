using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tombolo.Xmpp.Addressing;

/// <summary>
/// The three parts of an address, each brought to canonical form. ASCII takes a fast path. Beyond ASCII the local part follows
/// the PRECIS profile UsernameCaseMapped and the resource OpaqueString (RFC 8265) by Unicode category; composition (NFC) is
/// applied where the runtime carries the tables, which a browser or an invariant-culture process does not.
/// </summary>
internal static class JidParts
{
    private static readonly SearchValues<char> PlainLocal = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._~!#$%()*+,;=?[]^`{|}\\");
    private static readonly SearchValues<char> PlainDomain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");
    private static readonly SearchValues<char> NotInLocal = SearchValues.Create("\"&'/:<>@ ");
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    internal static bool TryLocal(ReadOnlySpan<char> local, out ReadOnlySpan<char> canonical)
    {
        canonical = local;
        if (!local.ContainsAnyExcept(PlainLocal))
        {
            return local.Length <= Jid.MaxPartBytes;
        }

        if (local.ContainsAny(NotInLocal) || !AllRunes(local, IsIdentifier))
        {
            return false;
        }

        canonical = Compose(local.ToString()).ToLowerInvariant();
        return Encoding.UTF8.GetByteCount(canonical) <= Jid.MaxPartBytes;
    }

    internal static bool TryDomain(ReadOnlySpan<char> domain, out ReadOnlySpan<char> canonical)
    {
        canonical = domain.EndsWith('.') ? domain[..^1] : domain;
        if (canonical.IsEmpty)
        {
            return false;
        }

        if (canonical[0] == '[')
        {
            return TryAddressLiteral(canonical, out canonical);
        }

        var plain = !canonical.ContainsAnyExcept(PlainDomain) && !canonical.Contains("xn--", StringComparison.Ordinal);
        if (!plain && !TryInternationalDomain(canonical, out canonical))
        {
            return false;
        }

        return Encoding.UTF8.GetByteCount(canonical) <= Jid.MaxPartBytes && LabelsAreSound(canonical);
    }

    internal static bool TryResource(ReadOnlySpan<char> resource, out ReadOnlySpan<char> canonical)
    {
        canonical = resource;
        if (!resource.ContainsAnyExceptInRange(' ', '~'))
        {
            return resource.Length <= Jid.MaxPartBytes;
        }

        if (!AllRunes(resource, IsFreeform))
        {
            return false;
        }

        canonical = Compose(MapSpaces(resource));
        return Encoding.UTF8.GetByteCount(canonical) <= Jid.MaxPartBytes;
    }

    private static bool TryAddressLiteral(ReadOnlySpan<char> domain, out ReadOnlySpan<char> canonical)
    {
        canonical = default;
        if (domain.Length < 4 || domain[^1] != ']' || !System.Net.IPAddress.TryParse(domain[1..^1], out var address))
        {
            return false;
        }

        canonical = string.Concat("[", address.ToString(), "]");
        return true;
    }

    private static bool TryInternationalDomain(ReadOnlySpan<char> domain, out ReadOnlySpan<char> canonical)
    {
        canonical = default;
        try
        {
            canonical = Idn.GetUnicode(Idn.GetAscii(domain.ToString().ToLowerInvariant()));
            return true;
        }
        catch (ArgumentException)
        {
            // The only way IdnMapping says no.
            return false;
        }
    }

    private static bool LabelsAreSound(ReadOnlySpan<char> domain)
    {
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }
        }

        return true;
    }

    private static bool AllRunes(ReadOnlySpan<char> text, Func<Rune, bool> allowed)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done || !allowed(rune))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static bool IsIdentifier(Rune rune) => rune.IsAscii
        ? rune.Value is > 0x20 and < 0x7F
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber;

    private static bool IsFreeform(Rune rune) => rune.IsAscii
        ? rune.Value is >= 0x20 and < 0x7F
        : Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string MapSpaces(ReadOnlySpan<char> resource) => string.Create(resource.Length, resource, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = char.GetUnicodeCategory(source[i]) == UnicodeCategory.SpaceSeparator ? ' ' : source[i];
        }
    });

    private static string Compose(string text) => text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
}
