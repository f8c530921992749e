using System.Security.Cryptography;
using System.Text;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Keys;

namespace Tombolo.Interop.Tests.Enlistment;

public sealed class PossessionTests
{
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 32).Select(value => (byte)value)];

    [Fact]
    public void Message_Enlistment_IsLabelNonceTokenHashAndKeyDigest()
    {
        var digest = SHA256.HashData("keys"u8);
        byte[] expected = [.. Encoding.ASCII.GetBytes("Tombolo possession 1"), 0, .. Nonce, .. SHA256.HashData("a.b.c"u8), .. digest];

        Assert.Equal(expected, Possession.Message(Nonce, "a.b.c", digest));
    }

    [Fact]
    public void MessageWithoutKeys_Login_EndsWithTheHashOfNothing() =>
        Assert.Equal(Possession.Message(Nonce, "a.b.c", KeyDigest.Empty), Possession.MessageWithoutKeys(Nonce, "a.b.c"));

    [Fact]
    public void Message_ShortNonce_IsMisuse() => Assert.Throws<ArgumentException>(() => Possession.MessageWithoutKeys(new byte[31], "a.b.c"));
}
