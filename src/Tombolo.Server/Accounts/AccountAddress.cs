using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Server.Accounts;

/// <summary>
/// One account, <c>local@domain</c>, canonical and lower-case; the local part is a UUIDv4 for every account that has keys.
/// The text is also the key of the account's grain.
/// </summary>
[GenerateSerializer, Immutable]
internal readonly record struct AccountAddress
{
    [Id(0)]
    private readonly string? _text;

    private AccountAddress(string text) => _text = text;

    /// <summary>Everything before the <c>@</c>.</summary>
    public ReadOnlySpan<char> Local => _text.AsSpan(0, _text!.IndexOf('@', StringComparison.Ordinal));

    /// <summary>Everything after the <c>@</c>.</summary>
    public ReadOnlySpan<char> Domain => _text.AsSpan(_text!.IndexOf('@', StringComparison.Ordinal) + 1);

    public bool IsEmpty => _text is null;

    public static AccountAddress Create(Guid id, string domain) => new($"{id:D}@{domain}");

    /// <summary>Takes a bare address that is already canonical, as <c>Jid</c> and the store hold it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AccountAddress address)
    {
        address = default;
        var at = text?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        if (at <= 0 || at == text!.Length - 1 || text.Contains('/', StringComparison.Ordinal))
        {
            return false;
        }

        address = new AccountAddress(text);
        return true;
    }

    public static AccountAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("This is not the address of an account.");

    public bool Equals(AccountAddress other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    public override string ToString() => _text ?? "";
}
