using Tombolo.Client;
using Tombolo.Interop.Identity;

namespace Tombolo.App.Identifiers;

/// <summary>Identifiers as people read and type them. Only how they look: what is valid the host decides.</summary>
internal static class IdentifierText
{
    private const int GroupLength = 3;

    // Does not break: a number is read in one line.
    private const char Space = '\u00a0';

    /// <summary>Calling codes of three digits begin with these two; of one digit are 1 and 7; all others have two.</summary>
    private static readonly string[] ThreeDigitCodes = ["21", "22", "23", "24", "25", "26", "29", "35", "37", "38", "42", "50", "59", "67", "68", "69", "80", "85", "87", "88", "96", "97", "99"];

    public static string Show(PeerIdentifier identifier) => Show(identifier.Type, identifier.Value);

    /// <summary>A phone number in groups; everything else as it is.</summary>
    public static string Show(string type, string value) => type == IdentifierTypes.Phone ? Grouped(value) : value;

    /// <summary>What a person typed as it goes to the host: without spaces, hyphens and brackets in a number; null if it cannot be one.</summary>
    public static string? Canonical(string type, string typed)
    {
        var trimmed = typed.Trim();
        return type switch
        {
            IdentifierTypes.Phone => Number(trimmed),
            IdentifierTypes.Email => trimmed.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && trimmed.IndexOf('.', at) > at + 1 ? trimmed : null,
            _ => trimmed.Length > 0 ? trimmed : null,
        };
    }

    /// <summary>Which kind a suggestion is.</summary>
    public static string TypeOf(string value) => value.Contains('@', StringComparison.Ordinal) ? IdentifierTypes.Email : IdentifierTypes.Phone;

    /// <summary>First letter of an address or name for the picture; nothing for a number.</summary>
    public static string Initial(string type, string value) =>
        type == IdentifierTypes.Phone || value.Length == 0 ? "" : char.ToUpperInvariant(value[0]).ToString();

    private static string? Number(string typed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        var international = typed.StartsWith('+') || typed.StartsWith("00", StringComparison.Ordinal);
        var number = typed.StartsWith('+') ? digits : digits.Length > 2 ? digits[2..] : "";
        return international && number.Length is >= 7 and <= 15 ? "+" + number : null;
    }

    private static string Grouped(string number)
    {
        if (number.Length < 8 || number[0] != '+')
            return number;
        var digits = number[1..];
        var code = digits[0] is '1' or '7' ? 1 : ThreeDigitCodes.Contains(digits[..2], StringComparer.Ordinal) ? 3 : 2;
        var groups = digits[code..].Chunk(GroupLength).Select(group => new string(group)).ToList();
        // A lone digit at the end reads badly: it joins the group before.
        if (groups is [.., var before, { Length: 1 } last])
            groups = [.. groups[..^2], before + last];
        return $"+{digits[..code]}{Space}{string.Join(Space, groups)}";
    }
}
