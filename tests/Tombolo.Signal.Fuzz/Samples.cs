namespace Tombolo.Signal.Fuzz;

/// <summary>Valid bytes of every kind, from one conversation of two people.</summary>
internal static class Samples
{
    private static readonly Lazy<SamplePair> Talked = new(NewPair);

    internal static ProtocolAddress AliceAddress { get; } = new("9d0652a3-dcc3-4d11-975f-74d61598733f", 1);

    internal static ProtocolAddress BobAddress { get; } = new("796abedb-ca4e-4f18-8803-1fde5b921f9f", 1);

    internal static IdentityKeyPair Identity { get; } = IdentityKeyPair.Generate();

    internal static IReadOnlyList<byte[]> Messages => Talked.Value.Messages;

    internal static IReadOnlyList<byte[]> PreKeyMessages => Talked.Value.PreKeyMessages;

    internal static IReadOnlyList<byte[]> GroupMessages => Talked.Value.GroupMessages;

    internal static IReadOnlyList<byte[]> Distributions => Talked.Value.Distributions;

    internal static IReadOnlyList<byte[]> SessionRecords => Talked.Value.SessionRecords;

    internal static IReadOnlyList<byte[]> SenderKeyRecords => Talked.Value.SenderKeyRecords;

    internal static IReadOnlyList<byte[]> PreKeyRecords =>
    [
        PreKeyRecord.Generate(7).Serialize(),
        SignedPreKeyRecord.Generate(8, Identity).Serialize(),
        KyberPreKeyRecord.Generate(9, Identity, KyberPreKeyUse.LastResort).Serialize(),
    ];

    internal static IReadOnlyList<byte[]> Keys =>
    [
        Identity.PublicKey.Serialize(),
        Identity.Serialize(),
        KyberPreKeyRecord.Generate(9, Identity, KyberPreKeyUse.LastResort).KeyPair.PublicKey.Serialize(),
        [.. "PNI:9d0652a3-dcc3-4d11-975f-74d61598733f"u8],
    ];

    internal static Fingerprint Fingerprint { get; } = Fingerprint.Create(
        2, [1, 2, 3], Identity.PublicKey, [4, 5, 6], IdentityKeyPair.Generate().PublicKey, iterations: 2);

    internal static IReadOnlyList<byte[]> DecryptionErrors =>
        [.. Errors().Select(error => error.Serialize())];

    internal static IReadOnlyList<byte[]> PlaintextContents =>
        [.. Errors().Select(error => PlaintextContent.Create(error).Serialized.ToArray())];

    internal static SamplePair NewPair()
    {
        SamplePair pair = new();
        pair.TalkAsync().GetAwaiter().GetResult();
        return pair;
    }

    private static IEnumerable<DecryptionErrorMessage> Errors()
    {
        DateTimeOffset time = DateTimeOffset.UnixEpoch.AddDays(20_000);
        yield return DecryptionErrorMessage.CreateFor(CiphertextMessageType.Signal, Messages[0], time, 3)!;
        yield return DecryptionErrorMessage.CreateFor(CiphertextMessageType.SenderKey, GroupMessages[0], time, 3)!;
    }
}
