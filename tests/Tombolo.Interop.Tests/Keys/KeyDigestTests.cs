using System.Security.Cryptography;
using Tombolo.Interop.Keys;

namespace Tombolo.Interop.Tests.Keys;

public sealed class KeyDigestTests
{
    [Fact]
    public void Of_SmallKeys_IsTheHashOfTheDocumentedBytes()
    {
        var keys = SampleKeys.Create();
        byte[] canonical =
        [
            .. keys.IdentityKey,
            0, 0, 0, 7, .. keys.SignedPreKey.Key, .. keys.SignedPreKey.Signature,
            0, 0, 1, 1, .. keys.KyberLastResort.Key, .. keys.KyberLastResort.Signature,
            0, 0, 0, 1, 0, 0, 0, 9, .. keys.PreKeys[0].Key,
            0, 0, 0, 1, 0, 0, 0, 3, .. keys.KyberPreKeys[0].Key, .. keys.KyberPreKeys[0].Signature,
        ];

        Assert.Equal(SHA256.HashData(canonical), KeyDigest.Of(keys));
    }

    [Fact]
    public void Of_OneKeyFewer_Differs()
    {
        var keys = SampleKeys.Create();

        Assert.NotEqual(KeyDigest.Of(keys), KeyDigest.Of(keys with { PreKeys = [] }));
    }

    [Fact]
    public void Empty_Always_IsTheHashOfNothing() =>
        Assert.Equal("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", Convert.ToHexString(KeyDigest.Empty));
}
