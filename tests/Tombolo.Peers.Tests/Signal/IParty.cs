namespace Tombolo.Peers.Tests.Signal;

/// <summary>One device of one person, on our library or on Signal's; a test need not know which.</summary>
internal interface IParty
{
    ProtocolAddress Address { get; }

    IdentityKey Identity { get; }

    Task<PreKeyBundle> PublishAsync(bool oneTime, KyberChoice kyber);

    Task StartAsync(IParty remote, PreKeyBundle bundle);

    Task<Letter> EncryptAsync(IParty remote, string text);

    Task<Opened> DecryptAsync(IParty remote, Letter letter);

    /// <summary>Accept any identity (the default), or only the one seen first.</summary>
    Task TrustAsync(bool onlyTheFirst);

    Task ChangeIdentityAsync();

    /// <summary>One-time keys left: curve and Kyber (last resort included).</summary>
    Task<(int PreKeys, int KyberPreKeys)> CountKeysAsync();

    Task<byte[]> DistributeAsync(Guid distribution);

    Task ProcessDistributionAsync(IParty sender, byte[] message);

    Task<byte[]> GroupEncryptAsync(Guid distribution, string text);

    Task<Opened> GroupDecryptAsync(IParty sender, byte[] message);
}
