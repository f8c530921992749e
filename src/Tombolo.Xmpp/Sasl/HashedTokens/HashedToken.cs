using System.Security.Cryptography;
using System.Text;

namespace Tombolo.Xmpp.Sasl.HashedTokens;

/// <summary>
/// The HT-SHA-256 mechanisms (draft-schmaus-kitten-sasl-ht), one round trip both sides of which prove that they know the token:
/// the client sends <c>authcid NUL HMAC(token, "Initiator" || binding)</c>, the server answers <c>HMAC(token, "Responder" || binding)</c>.
/// </summary>
/// <remarks>The token as HMAC key is its text in UTF-8 (XEP-0484). Binding data is empty for <see cref="HashedTokenBinding.None"/>.</remarks>
public static class HashedToken
{
    /// <summary>Bytes in either proof.</summary>
    public const int ProofBytes = SHA256.HashSizeInBytes;

    private const string Family = "HT-SHA-256-";
    private static readonly string[] Suffixes = ["NONE", "UNIQ", "ENDP", "EXPR"];

    /// <summary>The mechanism's name, such as <c>HT-SHA-256-NONE</c>.</summary>
    public static string MechanismName(HashedTokenBinding binding) => Family + Suffixes[(int)binding];

    /// <summary>Recognises a mechanism of this family.</summary>
    public static bool TryParseMechanism(string? name, out HashedTokenBinding binding)
    {
        var index = name is not null && name.StartsWith(Family, StringComparison.Ordinal) ? Array.IndexOf(Suffixes, name[Family.Length..]) : -1;
        binding = index < 0 ? HashedTokenBinding.None : (HashedTokenBinding)index;
        return index >= 0;
    }

    /// <summary>The client's message.</summary>
    /// <param name="authenticationId">Who logs in; holds no NUL.</param>
    /// <param name="token">The token's bytes.</param>
    /// <param name="bindingData">The channel-binding data.</param>
    public static byte[] InitialResponse(string authenticationId, ReadOnlySpan<byte> token, ReadOnlySpan<byte> bindingData)
    {
        ArgumentException.ThrowIfNullOrEmpty(authenticationId);
        if (authenticationId.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("An identity holds no NUL.", nameof(authenticationId));
        }

        var length = Encoding.UTF8.GetByteCount(authenticationId);
        var message = new byte[length + 1 + ProofBytes];
        Encoding.UTF8.GetBytes(authenticationId, message);
        Proof(token, "Initiator"u8, bindingData, message.AsSpan(length + 1));
        return message;
    }

    /// <summary>Takes the client's message apart.</summary>
    /// <returns>False when it has not this shape: answer <c>malformed-request</c>.</returns>
    public static bool TryReadInitialResponse(ReadOnlySpan<byte> message, out string authenticationId, out ReadOnlySpan<byte> proof)
    {
        authenticationId = "";
        proof = default;
        var end = message.IndexOf((byte)0);
        if (end < 1 || message.Length - end - 1 != ProofBytes || !System.Text.Unicode.Utf8.IsValid(message[..end]))
        {
            return false;
        }

        authenticationId = Encoding.UTF8.GetString(message[..end]);
        proof = message[(end + 1)..];
        return true;
    }

    /// <summary>Checks the client's proof in constant time.</summary>
    public static bool VerifyInitiator(ReadOnlySpan<byte> token, ReadOnlySpan<byte> bindingData, ReadOnlySpan<byte> proof) =>
        Verify(token, "Initiator"u8, bindingData, proof);

    /// <summary>The server's answer, sent as additional data.</summary>
    public static byte[] ResponderProof(ReadOnlySpan<byte> token, ReadOnlySpan<byte> bindingData)
    {
        var proof = new byte[ProofBytes];
        Proof(token, "Responder"u8, bindingData, proof);
        return proof;
    }

    /// <summary>Checks the server's answer in constant time. A client that skips this trusts anybody.</summary>
    public static bool VerifyResponder(ReadOnlySpan<byte> token, ReadOnlySpan<byte> bindingData, ReadOnlySpan<byte> proof) =>
        Verify(token, "Responder"u8, bindingData, proof);

    private static bool Verify(ReadOnlySpan<byte> token, ReadOnlySpan<byte> role, ReadOnlySpan<byte> bindingData, ReadOnlySpan<byte> proof)
    {
        Span<byte> expected = stackalloc byte[ProofBytes];
        Proof(token, role, bindingData, expected);
        var equal = CryptographicOperations.FixedTimeEquals(expected, proof);
        CryptographicOperations.ZeroMemory(expected);
        return equal;
    }

    private static void Proof(ReadOnlySpan<byte> token, ReadOnlySpan<byte> role, ReadOnlySpan<byte> bindingData, Span<byte> proof)
    {
        // An empty token is an HMAC key anybody knows.
        ArgumentOutOfRangeException.ThrowIfZero(token.Length, nameof(token));
        byte[] message = [.. role, .. bindingData];
        HMACSHA256.HashData(token, message, proof);
    }
}
