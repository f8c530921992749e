using System.Security.Cryptography;
using System.Text;

namespace Tombolo.Xmpp.Sasl.Scram;

/// <summary>The client's side of one SCRAM exchange (RFC 5802 section 3). One instance serves one attempt and is not thread-safe.</summary>
public sealed class ScramClient
{
    /// <summary>The most rounds a client does for a server; a server that asks for more wants to keep it busy.</summary>
    public const int MaxIterations = 1_000_000;

    private readonly ScramHash _hash;
    private readonly string _password;
    private readonly string _bare;
    private readonly string _nonce;
    private readonly byte[] _binding;
    private readonly string _header;
    private byte[] _serverProof = [];

    /// <summary>Prepares an exchange.</summary>
    /// <param name="hash">The mechanism's hash.</param>
    /// <param name="userName">Who logs in.</param>
    /// <param name="password">The password.</param>
    /// <param name="channel">The connection's binding for a -PLUS mechanism; null without.</param>
    /// <param name="nonce">Null for a fresh random one.</param>
    /// <exception cref="ArgumentException">Name or password may not be used (RFC 4013).</exception>
    public ScramClient(ScramHash hash, string userName, string password, ScramChannel? channel = null, string? nonce = null)
    {
        if (!SaslPrep.TryPrepare(userName, out var name) || !SaslPrep.TryPrepare(password, out _password))
        {
            throw new ArgumentException("Name or password may not be used.", nameof(userName));
        }

        _hash = hash;
        _nonce = nonce ?? ScramNonce.Create();
        _bare = $"n={GsText.Escape(name)},r={_nonce}";
        _header = channel is null ? "n,," : $"p={channel.Type},,";
        _binding = [.. Encoding.UTF8.GetBytes(_header), .. channel is null ? default : channel.Data.Span];
        Mechanism = ScramAlgorithm.MechanismName(hash) + (channel is null ? "" : "-PLUS");
    }

    /// <summary>The mechanism's name.</summary>
    public string Mechanism { get; }

    /// <summary>The first message.</summary>
    public byte[] Begin() => Encoding.UTF8.GetBytes(_header + _bare);

    /// <summary>Answers the server's first message.</summary>
    /// <returns>Null when the message is wrong, asks for too few rounds to be safe or too many to be honest: abort.</returns>
    public byte[]? Respond(ReadOnlySpan<byte> serverFirst)
    {
        var text = ScramMessage.Decode(serverFirst);
        var parts = text?.Split(',') ?? [];
        if (!ScramMessage.TryTake(parts, 0, 'r', out var nonce)
            || !ScramMessage.TryTake(parts, 1, 's', out var saltText)
            || !ScramMessage.TryTake(parts, 2, 'i', out var countText)
            || !nonce.StartsWith(_nonce, StringComparison.Ordinal)
            || nonce.Length == _nonce.Length
            || !ScramMessage.IsNonce(nonce)
            || !ScramMessage.TryBase64(saltText, out var salt)
            || !ScramMessage.TryCount(countText, out var iterations)
            || iterations is < ScramCredentials.MinIterations or > MaxIterations)
        {
            return null;
        }

        var withoutProof = $"c={Convert.ToBase64String(_binding)},r={nonce}";
        var proof = Prove(salt, iterations, Encoding.UTF8.GetBytes($"{_bare},{text},{withoutProof}"));
        return Encoding.UTF8.GetBytes($"{withoutProof},p={Convert.ToBase64String(proof)}");
    }

    /// <summary>Checks the server's proof in constant time. A client that skips this has not authenticated the server.</summary>
    public bool Verify(ReadOnlySpan<byte> serverFinal)
    {
        var parts = ScramMessage.Decode(serverFinal)?.Split(',') ?? [];
        return _serverProof.Length > 0
            && ScramMessage.TryTake(parts, 0, 'v', out var text)
            && ScramMessage.TryBase64(text, out var proof)
            && CryptographicOperations.FixedTimeEquals(proof, _serverProof);
    }

    private byte[] Prove(byte[] salt, int iterations, byte[] authMessage)
    {
        var salted = ScramAlgorithm.Salted(_hash, Encoding.UTF8.GetBytes(_password), salt, iterations);
        var clientKey = ScramAlgorithm.Hmac(_hash, salted, "Client Key"u8);
        var signature = ScramAlgorithm.Hmac(_hash, ScramAlgorithm.Hash(_hash, clientKey), authMessage);
        _serverProof = ScramAlgorithm.Hmac(_hash, ScramAlgorithm.Hmac(_hash, salted, "Server Key"u8), authMessage);
        var proof = ScramAlgorithm.Xor(clientKey, signature);
        CryptographicOperations.ZeroMemory(salted);
        CryptographicOperations.ZeroMemory(clientKey);
        return proof;
    }
}
