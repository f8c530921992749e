using Tombolo.Fuzzing;

namespace Tombolo.Signal.Fuzz;

/// <summary>Stored records: damaged ones are refused with one exception, accepted ones are stored again in the same bytes.</summary>
internal static class RecordTargets
{
    internal static IEnumerable<FuzzTarget> All =>
    [
        new("session-record", Session, () => Samples.SessionRecords) { MaxInputSize = 8192 },
        new("sender-key-record", SenderKey, () => Samples.SenderKeyRecords),
        new("prekey-records", PreKeys, () => Samples.PreKeyRecords),
    ];

    private static void Session(ReadOnlySpan<byte> input) => Refusable(input, stored =>
    {
        using SessionRecord record = SessionRecord.Deserialize(stored);
        byte[] first = record.Serialize();
        using SessionRecord again = SessionRecord.Deserialize(first);
        Expect.That(again.Serialize().AsSpan().SequenceEqual(first), "a session record stored twice is the same");
        _ = record.TryPromoteByBaseKey(4, Samples.Identity.PublicKey.Raw);
        record.ArchiveCurrentSession();
        Expect.That(record.PreviousSessionCount <= SessionRecord.PreviousSessionLimit, "at most 40 previous sessions");
        _ = record.Serialize();
    });

    private static void SenderKey(ReadOnlySpan<byte> input) => Refusable(input, stored =>
    {
        using SenderKeyRecord record = SenderKeyRecord.Deserialize(stored);
        byte[] first = record.Serialize();
        using SenderKeyRecord again = SenderKeyRecord.Deserialize(first);
        Expect.That(again.Serialize().AsSpan().SequenceEqual(first), "a sender-key record stored twice is the same");
    });

    private static void PreKeys(ReadOnlySpan<byte> input)
    {
        Refusable(input, stored => PreKeyRecord.Deserialize(stored).Dispose());
        Refusable(input, stored => SignedPreKeyRecord.Deserialize(stored).Dispose());
        Refusable(input, stored => KyberPreKeyRecord.Deserialize(stored).Dispose());
    }

    private static void Refusable(ReadOnlySpan<byte> input, Action<byte[]> read)
    {
        try
        {
            read(input.ToArray());
        }
        catch (SignalRecordException)
        {
            // The documented refusal.
        }
    }
}
