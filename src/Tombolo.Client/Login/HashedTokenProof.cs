using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Login;

/// <summary>HT-SHA-256-NONE (draft-schmaus-kitten-sasl-ht): proves the login token without showing it, and asks the host for the same proof.</summary>
internal sealed class HashedTokenProof(string authenticationId, string token) : ILoginProof
{
    public const string Name = "HT-SHA-256-NONE";

    private readonly byte[] _token = Encoding.UTF8.GetBytes(token);

    public string Mechanism => Name;

    public byte[] Response => [.. Encoding.UTF8.GetBytes(authenticationId), 0, .. HMACSHA256.HashData(_token, "Initiator"u8)];

    public XElement? Extra => new(Names.Fast + "fast");

    public bool Accepts(byte[]? additionalData) =>
        additionalData is not null && CryptographicOperations.FixedTimeEquals(additionalData, HMACSHA256.HashData(_token, "Responder"u8));
}
