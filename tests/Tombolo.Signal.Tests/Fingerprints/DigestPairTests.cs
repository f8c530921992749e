using System.Security.Cryptography;

namespace Tombolo.Signal.Tests.Fingerprints;

public sealed class DigestPairTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(500)]
    public void Iterate_BothAtOnce_EqualsThePlatformsHash(int count)
    {
        byte[] first = RandomNumberGenerator.GetBytes(64), second = RandomNumberGenerator.GetBytes(64);
        byte[] firstKey = RandomNumberGenerator.GetBytes(33), secondKey = RandomNumberGenerator.GetBytes(33);
        byte[] expectedFirst = [.. first], expectedSecond = [.. second];

        DigestPair.Iterate(first, firstKey, second, secondKey, count);

        Fingerprint.IteratePlain(expectedFirst, firstKey, count);
        Fingerprint.IteratePlain(expectedSecond, secondKey, count);
        Assert.Equal(expectedFirst, first);
        Assert.Equal(expectedSecond, second);
    }
}
