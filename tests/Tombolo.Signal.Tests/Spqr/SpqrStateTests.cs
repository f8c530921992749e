using Tombolo.Signal.Spqr;

namespace Tombolo.Signal.Tests.Spqr;

public sealed class SpqrStateTests
{
    [Fact]
    public void FirstMessages_WhenRequired_HaveTheDocumentedBytes()
    {
        SpqrPair pair = new();

        SpqrLetter first = pair.Send(fromAlice: true);
        pair.DeliverAndCompare(first);
        SpqrLetter answer = pair.Send(fromAlice: false);

        Assert.Equal(new byte[] { 1, 1, 1, 1, 0 }, first.Message[..5]);
        Assert.Equal(37, first.Message.Length);
        Assert.Equal(new byte[] { 1, 1, 1, 0 }, answer.Message);
    }

    [Fact]
    public void PingPong_Of1000Messages_PassesEpochsInAbout87Messages()
    {
        SpqrPair pair = new();

        for (int i = 0; i < 1000; i++)
        {
            pair.DeliverAndCompare(pair.Send(fromAlice: i % 2 == 0));
        }

        Assert.InRange(pair.Alice.Braid!.Epoch, 11ul, 13ul);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomLine_WithLossReorderAndDuplicates_KeysAlwaysAgree(int seed)
    {
        Random random = new(seed);
        SpqrPair pair = new();
        List<SpqrLetter> underway = [];
        pair.DeliverAndCompare(pair.Send(fromAlice: true));
        int delivered = 0;
        for (int i = 0; i < 1500; i++)
        {
            bool fromAlice = random.Next(100) < 50 + (30 * Math.Sign(Math.Sin(i / 40.0)));
            SpqrLetter letter = pair.Send(fromAlice);
            int fate = random.Next(100);
            if (fate < 20)
            {
                continue;
            }

            underway.Add(letter);
            while (underway.Count > (fate < 60 ? 6 : 0))
            {
                int pick = random.Next(underway.Count);
                SpqrLetter next = underway[pick];
                underway.RemoveAt(pick);
                SpqrResult result = pair.Deliver(next, out byte[] key);
                if (result == SpqrResult.Trimmed)
                {
                    continue; // two epochs late: dropped by rule
                }

                Assert.Equal(SpqrResult.Key, result);
                Assert.Equal(next.Key, key);
                delivered++;
                Assert.Contains(pair.Deliver(next, out _), new[] { SpqrResult.AlreadyRequested, SpqrResult.Trimmed });
            }
        }

        Assert.InRange(delivered, 1000, 1500);
        Assert.InRange(pair.Alice.Braid!.Epoch, 5ul, 30ul);
        Assert.InRange(SpqrPair.Store(pair.Alice).Length, 200, 6000);
    }

    [Fact]
    public void Deliver_ForgedChunks_FailsAndLeavesNoTrace()
    {
        SpqrPair pair = new();
        pair.DeliverAndCompare(pair.Send(fromAlice: true));
        pair.DeliverAndCompare(pair.Send(fromAlice: true));
        SpqrLetter third = pair.Send(fromAlice: true);
        byte[] forged = [.. third.Message];
        forged[^1] ^= 1;
        byte[] before = SpqrPair.Store(pair.Bob);

        Assert.Equal(SpqrResult.BadMac, pair.Deliver(third with { Message = forged }, out _));

        Assert.Equal(before, SpqrPair.Store(pair.Bob));
        pair.DeliverAndCompare(third);
    }

    [Fact]
    public void Deliver_IndexAtTheForwardLimit_IsTheLastOneAccepted()
    {
        SpqrPair pair = new();
        List<SpqrLetter> letters = [];
        byte[] message = new byte[SpqrState.MaxMessageSize];
        byte[] key = new byte[32];
        for (int i = 0; i < 25_001; i++)
        {
            SpqrSent sent = pair.Alice.Send(message, key);
            if (i >= 24_999)
            {
                letters.Add(new SpqrLetter(message[..sent.MessageLength], [.. key], FromAlice: true));
            }
        }

        Assert.Equal(SpqrResult.TooFarAhead, pair.Deliver(letters[1], out _));
        pair.DeliverAndCompare(letters[0]);
    }

    [Theory]
    [InlineData(250_000u, true)]
    [InlineData(250_001u, false)]
    [InlineData(uint.MaxValue, false)]
    [Trait("Found", "fuzzing")]
    public void Receive_IndexFarAheadFromAnOwnDevice_IsBounded(uint index, bool accepted)
    {
        SpqrPair pair = new(new SpqrSettings(SpqrPolicy.Required, SelfSession: true), new SpqrSettings(SpqrPolicy.Required, SelfSession: true));
        Assert.True(SpqrMessage.TryRead(pair.Send(fromAlice: true).Message, out SpqrMessage sent));
        byte[] changed = new byte[SpqrState.MaxMessageSize];
        int length = SpqrMessage.Write(sent.Epoch, index, new BraidPayload(sent.Kind, sent.ChunkNumber, sent.Chunk), changed);

        SpqrResult expected = accepted ? SpqrResult.Key : SpqrResult.TooFarAhead;
        Assert.Equal(expected, pair.Bob.Receive(changed.AsSpan(0, length), new byte[SpqrState.KeySize]));
    }

    [Fact]
    public void Deliver_ManySkipped_KeepsOnlyTheLast2000()
    {
        SpqrPair pair = new();
        List<SpqrLetter> letters = [];
        for (int i = 0; i < 5000; i++)
        {
            letters.Add(pair.Send(fromAlice: true));
        }

        pair.DeliverAndCompare(letters[^1]);

        Assert.Equal(SpqrResult.Trimmed, pair.Deliver(letters[2998], out _));
        pair.DeliverAndCompare(letters[2999]);
        pair.DeliverAndCompare(letters[4000]);
        Assert.InRange(SpqrPair.Store(pair.Bob).Length, 70_000, 2200 * 36);
    }

    [Fact]
    public void Negotiable_AgainstNegotiable_UsesKeysFromTheFirstAnswerOn()
    {
        SpqrSettings settings = new(SpqrPolicy.Negotiable);
        SpqrPair pair = new(settings, settings);

        SpqrLetter first = pair.Send(fromAlice: true);
        pair.DeliverAndCompare(first);
        SpqrLetter answer = pair.Send(fromAlice: false);
        pair.DeliverAndCompare(answer);

        Assert.Null(first.Key);
        Assert.Equal(new byte[] { 1, 1, 0, 1, 0 }, first.Message[..5]);
        Assert.NotNull(answer.Key);
        Assert.NotNull(pair.Send(fromAlice: true).Key);
    }

    [Fact]
    public void Negotiable_AgainstAPeerWithout_TurnsItselfOff()
    {
        SpqrPair pair = new(new SpqrSettings(SpqrPolicy.Negotiable), new SpqrSettings(SpqrPolicy.Off));

        pair.DeliverAndCompare(pair.Send(fromAlice: true));
        pair.DeliverAndCompare(pair.Send(fromAlice: false));

        Assert.False(pair.Alice.IsActive);
        Assert.Empty(pair.Send(fromAlice: true).Message);
    }

    [Fact]
    public void Negotiated_ThenEmptyField_IsAVersionMismatch()
    {
        SpqrSettings settings = new(SpqrPolicy.Negotiable);
        SpqrPair pair = new(settings, settings);
        pair.DeliverAndCompare(pair.Send(fromAlice: true));

        Assert.Equal(SpqrResult.VersionMismatch, pair.Deliver(new SpqrLetter([], null, FromAlice: true), out _));
    }

    [Fact]
    public void Required_EmptyField_IsAVersionMismatch()
    {
        SpqrPair pair = new();

        Assert.Equal(SpqrResult.VersionMismatch, pair.Deliver(new SpqrLetter([], null, FromAlice: true), out _));
        Assert.Equal(SpqrResult.VersionMismatch, pair.Deliver(new SpqrLetter([0, 1], null, FromAlice: true), out _));
    }

    [Fact]
    public void Receive_LaterVersion_CarriesNoKeyAndChangesNothing()
    {
        SpqrPair pair = new();
        byte[] before = SpqrPair.Store(pair.Bob);

        Assert.Equal(SpqrResult.NoKey, pair.Deliver(new SpqrLetter([2, 9, 9], null, FromAlice: true), out _));

        Assert.Equal(before, SpqrPair.Store(pair.Bob));
    }

    [Fact]
    public void Receive_EpochFromTheFuture_IsRefused()
    {
        SpqrPair pair = new();

        Assert.Equal(SpqrResult.EpochOutOfRange, pair.Deliver(new SpqrLetter([1, 2, 1, 0], null, FromAlice: true), out _));
    }

    [Fact]
    public void Deserialize_AnyTruncation_IsRefused()
    {
        SpqrPair pair = new();
        for (int i = 0; i < 60; i++)
        {
            pair.DeliverAndCompare(pair.Send(fromAlice: i % 2 == 0));
            byte[] stored = SpqrPair.Store(pair.Alice);
            for (int length = 0; length < stored.Length; length += 1 + (stored.Length / 50))
            {
                Assert.Null(SpqrState.Deserialize(stored.AsSpan(0, length)));
            }
        }
    }
}
