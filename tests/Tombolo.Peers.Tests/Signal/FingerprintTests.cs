using System.Text.Json.Nodes;

namespace Tombolo.Peers.Tests.Signal;

/// <summary>Safety numbers: both libraries must show the same digits and recognise each other's code.</summary>
[Collection(nameof(PeerCollection))]
public sealed class FingerprintTests
{
    [Theory]
    [InlineData("0.103.0", 5200)]
    [InlineData("0.22.0", 5200)]
    [InlineData("0.103.0", 2)]
    public async Task SafetyNumber_OfBothSides_IsTheSame(string version, int iterations)
    {
        await using PeerProcess process = PeerProcess.Start(version);
        PeerParty peer = await PeerParty.CreateAsync(process, Addresses.Theirs);
        using IdentityKeyPair identity = IdentityKeyPair.Generate();
        byte[] ourId = new Guid(Addresses.Ours.Name).ToByteArray(bigEndian: true);
        byte[] theirId = new Guid(Addresses.Theirs.Name).ToByteArray(bigEndian: true);
        Fingerprint ours = Fingerprint.Create(2, ourId, identity.PublicKey, theirId, peer.Identity, iterations);

        JsonObject theirs = await AskAsync(peer, iterations, theirId, ourId, identity.PublicKey, ours.Scannable.Serialize());

        Assert.Equal((string)theirs["displayable"]!, ours.Displayable);
        Assert.True((bool)theirs["matches"]!);
        byte[] scanned = PeerParty.Bytes(theirs, "scannable");
        Assert.Equal(FingerprintMatch.Same, ours.Scannable.Compare(scanned));
    }

    [Fact]
    public async Task SafetyNumber_WithSomebodyBetween_Differs()
    {
        await using PeerProcess process = PeerProcess.Start("0.103.0");
        PeerParty peer = await PeerParty.CreateAsync(process, Addresses.Theirs);
        using IdentityKeyPair identity = IdentityKeyPair.Generate();
        using IdentityKeyPair between = IdentityKeyPair.Generate();
        Fingerprint ours = Fingerprint.Create(2, [1], identity.PublicKey, [2], between.PublicKey, 100);

        JsonObject theirs = await AskAsync(peer, 100, [2], [1], between.PublicKey, ours.Scannable.Serialize());

        Assert.NotEqual((string)theirs["displayable"]!, ours.Displayable);
        Assert.False((bool)theirs["matches"]!);
        Assert.Equal(FingerprintMatch.Different, ours.Scannable.Compare(PeerParty.Bytes(theirs, "scannable")));
    }

    private static Task<JsonObject> AskAsync(
        PeerParty peer, int iterations, byte[] localId, byte[] remoteId, IdentityKey remote, byte[] scanned) => peer.AskAsync(
            "fingerprint",
            ("iterations", iterations),
            ("version", 2),
            ("localId", Convert.ToBase64String(localId)),
            ("remoteId", Convert.ToBase64String(remoteId)),
            ("remoteIdentity", Convert.ToBase64String(remote.Serialize())),
            ("scanned", Convert.ToBase64String(scanned)));
}
