using System.Buffers.Text;
using System.Text;
using System.Xml.Linq;

namespace Tombolo.Client.Login;

/// <summary>OAUTHBEARER (RFC 7628) with a fresh identity token, and the signature that shows who holds the key it names.</summary>
internal sealed class BearerProof(string account, int device, string token, byte[] nonce, byte[] possession) : ILoginProof
{
    private const char Separator = '\u0001';

    public string Mechanism => "OAUTHBEARER";

    public XElement? Extra => null;

    public byte[] Response => Encoding.UTF8.GetBytes(string.Join(
        Separator,
        $"n,a={account},",
        "auth=Bearer " + token,
        "nonce=" + Base64Url.EncodeToString(nonce),
        "possession=" + Base64Url.EncodeToString(possession),
        $"device={device}",
        "",
        ""));

    public bool Accepts(byte[]? additionalData) => true;
}
