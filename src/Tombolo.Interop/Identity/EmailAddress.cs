using System.Globalization;

namespace Tombolo.Interop.Identity;

/// <summary>Canonical form of e-mail addresses: one form per mailbox as people mean it, so that equality is ordinal.</summary>
public static class EmailAddress
{
    private const int MaxLocalLength = 64;
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// Lower-cases the address and writes the domain in IDNA A-labels. Accepts dot-atoms (RFC 5322 section 3.2.3) only: no quotes, comments or address literals,
    /// because no one types them and every mail system reads them differently.
    /// </summary>
    public static bool TryCanonicalise(string? text, out string canonical)
    {
        canonical = "";
        var address = text?.Trim() ?? "";
        var at = address.LastIndexOf('@');
        if (at <= 0 || at > MaxLocalLength || address.Length > Identifier.MaxValueLength || !IsDotAtom(address.AsSpan(0, at)))
        {
            return false;
        }

        try
        {
            var domain = Idn.GetAscii(address[(at + 1)..]).ToLowerInvariant();
            canonical = address[..at].ToLowerInvariant() + "@" + domain;
            return domain.Contains('.', StringComparison.Ordinal) && !domain.EndsWith('.') && canonical.Length <= Identifier.MaxValueLength;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsDotAtom(ReadOnlySpan<char> local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var character in local)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !"!#$%&'*+/=?^_`{|}~.-".Contains(character, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
