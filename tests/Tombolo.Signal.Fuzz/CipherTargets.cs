using Tombolo.Fuzzing;

namespace Tombolo.Signal.Fuzz;

/// <summary>Whole ciphers with a live store behind them: whatever arrives ends in a value, never in an exception.</summary>
internal static class CipherTargets
{
    private static readonly Lazy<SamplePair> Live = new(Samples.NewPair);

    internal static IEnumerable<FuzzTarget> All =>
    [
        new("decrypt-signal", input => Decrypt(CiphertextMessageType.Signal, input), () => Live.Value.Messages),
        new("decrypt-prekey", input => Decrypt(CiphertextMessageType.PreKey, input), () => Live.Value.PreKeyMessages),
        new("decrypt-group", DecryptGroup, () => Live.Value.GroupMessages),
        new("session-stored", WithStored, () => Live.Value.SessionRecords) { MaxInputSize = 8192 },
    ];

    private static void Decrypt(CiphertextMessageType type, ReadOnlySpan<byte> input)
    {
        DecryptResult result = Result(Live.Value.ToAlice.DecryptAsync(type, input.ToArray()));
        Expect.That(result.Succeeded == result.Failure is null, "either a text or a reason");
    }

    private static void DecryptGroup(ReadOnlySpan<byte> input) =>
        _ = Result(Live.Value.Group.DecryptAsync(Samples.AliceAddress, input.ToArray()));

    /// <summary>A record that is accepted can be worked with: its session encrypts, or says why not.</summary>
    private static void WithStored(ReadOnlySpan<byte> input)
    {
        try
        {
            using SessionRecord record = SessionRecord.Deserialize(input.ToArray());
            Result(Live.Value.BobStore.StoreSessionAsync(Samples.AliceAddress, record));
            _ = Result(Live.Value.ToAlice.EncryptAsync(new byte[10]));
            _ = Result(Live.Value.ToAlice.DecryptAsync(CiphertextMessageType.Signal, Live.Value.Messages[0]));
        }
        catch (SignalRecordException)
        {
            // The documented refusal.
        }
    }

    private static T Result<T>(ValueTask<T> task)
    {
        Expect.That(task.IsCompleted, "the in-memory store answers at once");
        return task.GetAwaiter().GetResult();
    }

    private static void Result(ValueTask task)
    {
        Expect.That(task.IsCompleted, "the in-memory store answers at once");
        task.GetAwaiter().GetResult();
    }
}
