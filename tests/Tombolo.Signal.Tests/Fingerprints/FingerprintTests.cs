namespace Tombolo.Signal.Tests.Fingerprints;

public sealed class FingerprintTests
{
    private static readonly IdentityKey Alice = IdentityKey.Deserialize(Hex.Bytes("0506863bc66d02b40d27b8d49ca7c09e9239236f9d7d25d6fcca5ce13c7064d868"));
    private static readonly IdentityKey Bob = IdentityKey.Deserialize(Hex.Bytes("05f781b6fb32fed9ba1cf2de978d4d5da28dc34046ae814402b5c0dbd96fda907b"));

    [Fact]
    public void Create_PublishedVector_SameNumberOnBothSides()
    {
        Fingerprint alice = Create(2), bob = CreateForBob(2);

        Assert.Equal("300354477692869396892869876765458257569162576843440918079131", alice.Displayable);
        Assert.Equal(alice.Displayable, bob.Displayable);
    }

    [Fact]
    public void Compare_CodesOfBothSides_Match()
    {
        Assert.Equal(FingerprintMatch.Same, Create(2).Scannable.Compare(CreateForBob(2).Scannable.Serialize()));
        Assert.Equal(FingerprintMatch.Different, Create(2).Scannable.Compare(Create(2).Scannable.Serialize()));
        Assert.Equal(FingerprintMatch.VersionMismatch, Create(2).Scannable.Compare(CreateForBob(1).Scannable.Serialize()));
        Assert.Equal(FingerprintMatch.Malformed, Create(2).Scannable.Compare("not a code"u8));
        Assert.Equal(FingerprintMatch.Malformed, Create(2).Scannable.Compare([]));
    }

    [Fact]
    public void Create_IterationsOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fingerprint.Create(2, [1], Alice, [2], Bob, iterations: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fingerprint.Create(2, [1], Alice, [2], Bob, iterations: 1_000_001));
    }

    private static Fingerprint Create(uint version) => Fingerprint.Create(version, "+14152222222"u8, Alice, "+14153333333"u8, Bob);

    private static Fingerprint CreateForBob(uint version) => Fingerprint.Create(version, "+14153333333"u8, Bob, "+14152222222"u8, Alice);
}
