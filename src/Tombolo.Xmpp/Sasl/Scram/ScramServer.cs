using System.Security.Cryptography;
using System.Text;

namespace Tombolo.Xmpp.Sasl.Scram;

/// <summary>
/// The server's side of one SCRAM exchange (RFC 5802 section 3). Between <see cref="Begin"/> and <see cref="Challenge"/> the caller looks the
/// credentials up by <see cref="UserName"/>; for an unknown name it takes <see cref="ScramCredentials.Decoy"/>.
/// </summary>
/// <remarks>Knows nothing of streams or stores. One instance serves one attempt and is not thread-safe.</remarks>
public sealed class ScramServer
{
    private readonly ScramHash _hash;
    private readonly bool _plus;
    private readonly bool _plusOffered;
    private readonly ScramChannel? _channel;
    private string _gs2Header = "";
    private string _clientBare = "";
    private string _clientNonce = "";
    private string _serverFirst = "";
    private string _nonce = "";
    private ScramCredentials? _credentials;

    private ScramServer(ScramHash hash, bool plus, bool plusOffered, ScramChannel? channel)
    {
        _hash = hash;
        _plus = plus;
        _plusOffered = plusOffered;
        _channel = channel;
    }

    /// <summary>Who logs in, as written by the client; set by <see cref="Begin"/>.</summary>
    public string UserName { get; private set; } = "";

    /// <summary>Who to act as, or null.</summary>
    public string? AuthorizationId { get; private set; }

    /// <summary>Starts an exchange for a mechanism's name; null when the name is none of SCRAM-SHA-1, SCRAM-SHA-256 and their -PLUS, or
    /// -PLUS was chosen and the connection has no binding.</summary>
    /// <param name="mechanism">The name.</param>
    /// <param name="channel">The connection's binding; null for none.</param>
    /// <param name="plusOffered">Whether -PLUS stood among the offered mechanisms: a client that saw it and says "the server has none" is
    /// being downgraded (RFC 5802 section 6).</param>
    public static ScramServer? Create(string mechanism, ScramChannel? channel, bool plusOffered) => mechanism switch
    {
        "SCRAM-SHA-1" => new ScramServer(ScramHash.Sha1, plus: false, plusOffered, channel),
        "SCRAM-SHA-256" => new ScramServer(ScramHash.Sha256, plus: false, plusOffered, channel),
        "SCRAM-SHA-1-PLUS" when channel is not null => new ScramServer(ScramHash.Sha1, plus: true, plusOffered, channel),
        "SCRAM-SHA-256-PLUS" when channel is not null => new ScramServer(ScramHash.Sha256, plus: true, plusOffered, channel),
        _ => null,
    };

    /// <summary>Reads the client's first message.</summary>
    /// <returns>Null when sound, else the failure to send.</returns>
    public SaslFailureCondition? Begin(ReadOnlySpan<byte> clientFirst)
    {
        var text = ScramMessage.Decode(clientFirst);
        var headerEnd = text is null ? -1 : text.IndexOf(',', StringComparison.Ordinal);
        headerEnd = headerEnd < 0 ? -1 : text!.IndexOf(',', headerEnd + 1);
        if (headerEnd < 0)
        {
            return SaslFailureCondition.MalformedRequest;
        }

        _gs2Header = text![..(headerEnd + 1)];
        _clientBare = text[(headerEnd + 1)..];
        return CheckHeader() ?? ReadBare();
    }

    /// <summary>Makes the server's first message.</summary>
    /// <param name="credentials">What is stored for the account, made with this mechanism's hash.</param>
    /// <param name="serverNonce">Null for a fresh random one.</param>
    public byte[] Challenge(ScramCredentials credentials, string? serverNonce = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        if (_clientNonce.Length == 0 || credentials.Hash != _hash)
        {
            throw new InvalidOperationException("Begin first, with credentials of the same hash.");
        }

        _credentials = credentials;
        _nonce = _clientNonce + (serverNonce ?? ScramNonce.Create());
        _serverFirst = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"r={_nonce},s={Convert.ToBase64String(credentials.Salt.Span)},i={credentials.Iterations}");
        return Encoding.UTF8.GetBytes(_serverFirst);
    }

    /// <summary>Checks the client's final message.</summary>
    /// <param name="clientFinal">The message.</param>
    /// <param name="serverFinal">The server's proof, to be sent as additional data; empty when it failed.</param>
    /// <returns>Null when the client knows the password, else the failure to send.</returns>
    public SaslFailureCondition? Finish(ReadOnlySpan<byte> clientFinal, out byte[] serverFinal)
    {
        serverFinal = [];
        var text = ScramMessage.Decode(clientFinal);
        var proofStart = text is null ? -1 : text.LastIndexOf(",p=", StringComparison.Ordinal);
        if (_credentials is null || proofStart < 0 || !ScramMessage.TryBase64(text![(proofStart + 3)..], out var proof))
        {
            return SaslFailureCondition.MalformedRequest;
        }

        var parts = text[..proofStart].Split(',');
        if (!ScramMessage.TryTake(parts, 0, 'c', out var binding)
            || !ScramMessage.TryTake(parts, 1, 'r', out var nonce)
            || !ScramMessage.TryBase64(binding, out var bound))
        {
            return SaslFailureCondition.MalformedRequest;
        }

        var authMessage = Encoding.UTF8.GetBytes($"{_clientBare},{_serverFirst},{text[..proofStart]}");
        var sound = bound.AsSpan().SequenceEqual(ExpectedBinding()) && string.Equals(nonce, _nonce, StringComparison.Ordinal);
        if (!Proves(proof, authMessage) || !sound)
        {
            return SaslFailureCondition.NotAuthorized;
        }

        serverFinal = Encoding.UTF8.GetBytes("v=" + Convert.ToBase64String(ScramAlgorithm.Hmac(_hash, _credentials.ServerKey.Span, authMessage)));
        return null;
    }

    private bool Proves(byte[] proof, byte[] authMessage)
    {
        if (proof.Length != ScramAlgorithm.Size(_hash))
        {
            return false;
        }

        var stored = _credentials!.StoredKey.Span;
        var clientKey = ScramAlgorithm.Xor(proof, ScramAlgorithm.Hmac(_hash, stored, authMessage));
        var equal = CryptographicOperations.FixedTimeEquals(ScramAlgorithm.Hash(_hash, clientKey), stored);
        CryptographicOperations.ZeroMemory(clientKey);
        return equal;
    }

    private byte[] ExpectedBinding()
    {
        var header = Encoding.UTF8.GetBytes(_gs2Header);
        return _plus ? [.. header, .. _channel!.Data.Span] : header;
    }

    private SaslFailureCondition? CheckHeader()
    {
        var parts = _gs2Header.Split(',');
        var flag = parts[0];
        var flagIsSound = _plus ? flag == "p=" + _channel!.Type : flag is "n" or "y";
        if (!flagIsSound)
        {
            return SaslFailureCondition.MalformedRequest;
        }

        if (flag == "y" && _plusOffered)
        {
            return SaslFailureCondition.NotAuthorized;
        }

        if (parts[1].Length == 0)
        {
            return null;
        }

        var sound = parts[1].StartsWith("a=", StringComparison.Ordinal) && GsText.TryUnescape(parts[1][2..], out var authorizationId)
            && (AuthorizationId = authorizationId) is not null;
        return sound ? null : SaslFailureCondition.MalformedRequest;
    }

    private SaslFailureCondition? ReadBare()
    {
        var parts = _clientBare.Split(',');
        var sound = ScramMessage.TryTake(parts, 0, 'n', out var escaped)
            & ScramMessage.TryTake(parts, 1, 'r', out var nonce)
            && GsText.TryUnescape(escaped, out var name)
            && SaslPrep.TryPrepare(name!, out var prepared)
            && ScramMessage.IsNonce(nonce)
            && (UserName = prepared).Length > 0;
        _clientNonce = sound ? nonce : "";
        return sound ? null : SaslFailureCondition.MalformedRequest;
    }
}
