using Tombolo.Signal.Spqr;

namespace Tombolo.Signal.Tests.Spqr;

/// <summary>Two sides with a line between them that the test holds in its hands. Every step goes through the stored form.</summary>
internal sealed class SpqrPair
{
    internal SpqrPair(SpqrSettings alice, SpqrSettings bob)
    {
        byte[] handshakeKey = new byte[32];
        Array.Fill(handshakeKey, (byte)0x42);
        Alice = SpqrState.CreateInitiator(handshakeKey, alice);
        Bob = SpqrState.CreateRecipient(handshakeKey, bob);
    }

    internal SpqrPair()
        : this(new SpqrSettings(SpqrPolicy.Required), new SpqrSettings(SpqrPolicy.Required))
    {
    }

    internal SpqrState Alice { get; private set; }

    internal SpqrState Bob { get; private set; }

    internal SpqrLetter Send(bool fromAlice)
    {
        SpqrState state = Reload(fromAlice ? Alice : Bob);
        byte[] message = new byte[SpqrState.MaxMessageSize];
        byte[] key = new byte[SpqrState.KeySize];
        SpqrSent sent = state.Send(message, key);
        Set(fromAlice, state);
        return new SpqrLetter(message[..sent.MessageLength], sent.HasKey ? key : null, fromAlice);
    }

    /// <summary>Delivers on a copy; a failure leaves no trace.</summary>
    internal SpqrResult Deliver(SpqrLetter letter, out byte[] key)
    {
        key = new byte[SpqrState.KeySize];
        SpqrState copy = Reload(letter.FromAlice ? Bob : Alice);
        SpqrResult result = copy.Receive(letter.Message, key);
        if (result is SpqrResult.Key or SpqrResult.NoKey)
        {
            Set(!letter.FromAlice, copy);
        }

        return result;
    }

    internal void DeliverAndCompare(SpqrLetter letter)
    {
        SpqrResult result = Deliver(letter, out byte[] key);
        Assert.Equal(letter.Key is null ? SpqrResult.NoKey : SpqrResult.Key, result);
        if (letter.Key is not null)
        {
            Assert.Equal(letter.Key, key);
        }
    }

    internal static byte[] Store(SpqrState state)
    {
        byte[] buffer = new byte[state.GetMaxSerializedSize()];
        return buffer[..state.Serialize(buffer)];
    }

    private static SpqrState Reload(SpqrState state)
    {
        SpqrState? loaded = SpqrState.Deserialize(Store(state.Clone()));
        Assert.NotNull(loaded);
        return loaded;
    }

    private void Set(bool alice, SpqrState state)
    {
        if (alice)
        {
            Alice = state;
        }
        else
        {
            Bob = state;
        }
    }
}
