using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Tombolo.Partner.Discovery;

namespace Tombolo.Partner.Keys;

/// <summary>One ES256 key. Its id is its RFC 7638 thumbprint, so that two services that share a folder agree on it.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;

    private SigningKey(ECDsa key, DateTimeOffset signsFrom)
    {
        _key = key;
        SignsFrom = signsFrom;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        Id = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
        Public = new PublicKeyDocument { KeyId = Id, X = x, Y = y };
        Credentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = Id }, SecurityAlgorithms.EcdsaSha256);
    }

    public string Id { get; }

    public DateTimeOffset SignsFrom { get; }

    public PublicKeyDocument Public { get; }

    public SigningCredentials Credentials { get; }

    public static SigningKey Create(DateTimeOffset signsFrom) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), signsFrom);

    public static SigningKey Import(string pem, DateTimeOffset signsFrom)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new SigningKey(key, signsFrom);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    public string ExportPem() => _key.ExportPkcs8PrivateKeyPem();

    public void Dispose() => _key.Dispose();
}
