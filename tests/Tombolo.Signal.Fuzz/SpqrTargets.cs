using Tombolo.Fuzzing;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal.Fuzz;

/// <summary>The post-quantum ratchet: its message, its stored form, and a state that is fed with anything at all.</summary>
internal static class SpqrTargets
{
    internal static IEnumerable<FuzzTarget> All =>
    [
        new("spqr-message", Message, () => Conversation().Select(step => step.Message)),
        new("spqr-state", Stored, () => Conversation().Select(step => step.State)) { MaxInputSize = 8192 },
        new("spqr-receive", Receive, () => [.. Conversation().Select(step => (byte[])[.. step.Message])]),
    ];

    private static void Message(ReadOnlySpan<byte> input)
    {
        if (!SpqrMessage.TryRead(input, out SpqrMessage message))
        {
            return;
        }

        byte[] written = new byte[SpqrMessage.MaxSize];
        BraidPayload payload = new(message.Kind, message.ChunkNumber, message.Chunk);
        int length = SpqrMessage.Write(message.Epoch, message.Index, payload, written);
        bool again = SpqrMessage.TryRead(written.AsSpan(0, length), out SpqrMessage second);
        Expect.That(
            again && second.Epoch == message.Epoch && second.Index == message.Index && second.Kind == message.Kind
            && second.ChunkNumber == message.ChunkNumber && second.Chunk.SequenceEqual(message.Chunk),
            "a message that was read is written and read as the same");
    }

    /// <summary>Whatever is accepted must work: send, receive, copy, and store again in the same bytes.</summary>
    private static void Stored(ReadOnlySpan<byte> input)
    {
        using SpqrState? state = SpqrState.Deserialize(input);
        if (state is null)
        {
            return;
        }

        byte[] first = Store(state);
        using SpqrState? again = SpqrState.Deserialize(first);
        Expect.That(again is not null && Store(again).AsSpan().SequenceEqual(first), "stored twice is the same");
        using SpqrState copy = state.Clone();
        byte[] message = new byte[SpqrState.MaxMessageSize];
        byte[] key = new byte[SpqrState.KeySize];
        SpqrSent sent = copy.Send(message, key);
        _ = copy.Receive(message.AsSpan(0, sent.MessageLength), key);
        Expect.That(Store(state).AsSpan().SequenceEqual(first), "what is done to a copy leaves the state alone");
    }

    /// <summary>Feeds the input, cut into messages of 40 bytes, to both sides of a fresh conversation.</summary>
    private static void Receive(ReadOnlySpan<byte> input)
    {
        byte[] key = new byte[SpqrState.KeySize];
        using SpqrState alice = SpqrState.CreateInitiator(key, new SpqrSettings(SpqrPolicy.Negotiable));
        using SpqrState bob = SpqrState.CreateRecipient(key, new SpqrSettings(SpqrPolicy.Required));
        while (!input.IsEmpty)
        {
            ReadOnlySpan<byte> part = input[..Math.Min(40, input.Length)];
            input = input[part.Length..];
            _ = alice.Receive(part, key);
            _ = bob.Receive(part, key);
        }

        Expect.That(Store(alice).Length < 100_000 && Store(bob).Length < 100_000, "the state stays small");
    }

    private static IEnumerable<(byte[] Message, byte[] State)> Conversation()
    {
        byte[] key = new byte[SpqrState.KeySize];
        using SpqrState alice = SpqrState.CreateInitiator(key, new SpqrSettings(SpqrPolicy.Required));
        using SpqrState bob = SpqrState.CreateRecipient(key, new SpqrSettings(SpqrPolicy.Required));
        byte[] message = new byte[SpqrState.MaxMessageSize];
        for (int i = 0; i < 200; i++)
        {
            (SpqrState sender, SpqrState receiver) = i % 2 == 0 ? (alice, bob) : (bob, alice);
            byte[] sent = message[..sender.Send(message, key).MessageLength];
            if (i % 7 != 3)
            {
                _ = receiver.Receive(sent, key);
            }

            yield return (sent, Store(sender));
        }
    }

    private static byte[] Store(SpqrState state)
    {
        byte[] stored = new byte[state.GetMaxSerializedSize()];
        return stored[..state.Serialize(stored)];
    }
}
