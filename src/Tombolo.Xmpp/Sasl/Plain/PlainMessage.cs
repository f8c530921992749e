using System.Text;

namespace Tombolo.Xmpp.Sasl.Plain;

/// <summary>The message of PLAIN (RFC 4616): <c>authzid NUL authcid NUL password</c>. Only ever inside TLS or on a permitted loopback port.</summary>
/// <param name="AuthorizationId">Who to act as; empty for the same as who logs in.</param>
/// <param name="AuthenticationId">Who logs in.</param>
/// <param name="Password">The password.</param>
public sealed record PlainMessage(string AuthorizationId, string AuthenticationId, string Password)
{
    /// <summary>The mechanism's name.</summary>
    public const string MechanismName = "PLAIN";

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => nameof(PlainMessage);

    /// <summary>The message in UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes($"{AuthorizationId}\0{AuthenticationId}\0{Password}");

    /// <summary>Reads the message.</summary>
    /// <returns>Null when it has not this shape: answer <c>malformed-request</c>.</returns>
    public static PlainMessage? Read(ReadOnlySpan<byte> message)
    {
        if (!System.Text.Unicode.Utf8.IsValid(message))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(message).Split('\0');
        return parts.Length == 3 && parts[1].Length > 0 && parts[2].Length > 0 ? new PlainMessage(parts[0], parts[1], parts[2]) : null;
    }
}
