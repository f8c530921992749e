using System.Text;

namespace Tombolo.Xmpp.Sasl.OAuthBearer;

/// <summary>
/// The client's message of OAUTHBEARER (RFC 7628 section 3.1): <c>n,a=authzid,^Aauth=Bearer token^Akey=value^A^A</c>.
/// </summary>
public sealed record OAuthBearerMessage
{
    /// <summary>The mechanism's name.</summary>
    public const string MechanismName = "OAUTHBEARER";

    private const char Separator = '\u0001';
    private const string BearerScheme = "Bearer ";

    /// <summary>The bearer token: a secret.</summary>
    public required string Token { get; init; }

    /// <summary>Who to act as; null for whoever the token says.</summary>
    public string? AuthorizationId { get; init; }

    /// <summary>Further pairs, such as our <c>nonce</c>, <c>possession</c> and <c>device</c>. Keys are letters; values hold no control character but TAB, CR, LF.</summary>
    public IReadOnlyDictionary<string, string> Pairs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => nameof(OAuthBearerMessage);

    /// <summary>The message in UTF-8.</summary>
    /// <exception cref="ArgumentException">A key or value cannot be written.</exception>
    public byte[] ToBytes()
    {
        var text = new StringBuilder("n,");
        if (AuthorizationId is not null)
        {
            text.Append("a=").Append(GsText.Escape(AuthorizationId));
        }

        text.Append(',').Append(Separator);
        AppendPair(text, "auth", BearerScheme + Token);
        foreach (var (key, value) in Pairs)
        {
            AppendPair(text, key, value);
        }

        return Encoding.UTF8.GetBytes(text.Append(Separator).ToString());
    }

    /// <summary>Reads the message.</summary>
    /// <returns>Null when it has not this shape: answer <c>malformed-request</c>.</returns>
    public static OAuthBearerMessage? Read(ReadOnlySpan<byte> message)
    {
        if (!System.Text.Unicode.Utf8.IsValid(message))
        {
            return null;
        }

        var fields = Encoding.UTF8.GetString(message).Split(Separator);
        if (fields.Length < 4 || fields[^1].Length > 0 || fields[^2].Length > 0 || !TryReadHeader(fields[0], out var authorizationId))
        {
            return null;
        }

        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields[1..^2])
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !IsKey(field[..equals]) || !IsValue(field[(equals + 1)..]) || !pairs.TryAdd(field[..equals], field[(equals + 1)..]))
            {
                return null;
            }
        }

        if (!pairs.Remove("auth", out var authorization) || !authorization.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var token = authorization[BearerScheme.Length..].Trim(' ');
        return token.Length == 0 ? null : new OAuthBearerMessage { Token = token, AuthorizationId = authorizationId, Pairs = pairs };
    }

    private static bool TryReadHeader(string header, out string? authorizationId)
    {
        authorizationId = null;
        var parts = header.Split(',');
        if (parts.Length != 3 || parts[0] is not ("n" or "y") || parts[2].Length > 0)
        {
            return false;
        }

        return parts[1].Length == 0 || (parts[1].StartsWith("a=", StringComparison.Ordinal) && GsText.TryUnescape(parts[1][2..], out authorizationId));
    }

    private static void AppendPair(StringBuilder text, string key, string value)
    {
        if (!IsKey(key) || !IsValue(value))
        {
            throw new ArgumentException($"The pair '{key}' cannot be written.", nameof(key));
        }

        text.Append(key).Append('=').Append(value).Append(Separator);
    }

    private static bool IsKey(string key) => key.Length > 0 && key.All(char.IsAsciiLetter);

    private static bool IsValue(string value) => value.All(character => character is >= ' ' and < '\u007F' or '\t' or '\r' or '\n');
}
