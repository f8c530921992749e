using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tombolo.Xmpp.Sasl;

/// <summary>
/// Brings names and passwords to the form both sides hash (SASLprep, RFC 4013). ASCII stays as it is. Beyond it: spaces become the space,
/// characters mapped to nothing go, then compatibility composition (NFKC) where the runtime carries the tables; controls, private-use,
/// unassigned and surrogate code points are refused.
/// </summary>
public static class SaslPrep
{
    /// <summary>Prepares a string.</summary>
    /// <returns>False when it is empty or holds what may not be in a credential.</returns>
    public static bool TryPrepare(string text, out string prepared)
    {
        ArgumentNullException.ThrowIfNull(text);
        prepared = text;
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text.Length > 0;
        }

        var mapped = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || !IsAllowed(rune))
            {
                return false;
            }

            Append(mapped, rune);
            rest = rest[length..];
        }

        // Browsers carry only the canonical tables; there a compatibility character has to be typed as its plain form.
        prepared = mapped.ToString().Normalize(OperatingSystem.IsBrowser() ? NormalizationForm.FormC : NormalizationForm.FormKC);
        return prepared.Length > 0;
    }

    private static void Append(StringBuilder mapped, Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator)
        {
            mapped.Append(' ');
        }
        else if (rune.Value is not (0xAD or 0x34F or 0x1806 or (>= 0x180B and <= 0x180D) or (>= 0x200B and <= 0x200D) or 0x2060 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF))
        {
            mapped.Append(rune.ToString());
        }
    }

    private static bool IsAllowed(Rune rune) => rune.Value is 0xAD or 0x1806 or (>= 0x200B and <= 0x200D) or 0x2060 or 0xFEFF
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
