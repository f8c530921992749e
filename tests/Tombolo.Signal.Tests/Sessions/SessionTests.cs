namespace Tombolo.Signal.Tests.Sessions;

public sealed class SessionTests
{
    public static TheoryData<SessionMode, bool> Starts
    {
        get
        {
            TheoryData<SessionMode, bool> data = [];
            foreach (SessionMode mode in Enum.GetValues<SessionMode>())
            {
                data.Add(mode, true);
                data.Add(mode, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Session_BothDirections_DeliversAll(SessionMode mode, bool oneTime)
    {
        using Device alice = new("alice", mode: mode), bob = new("bob", mode: mode);
        await alice.StartSessionAsync(bob, oneTime);

        CiphertextMessage first = await alice.EncryptAsync(bob, "first");
        Assert.Equal(CiphertextMessageType.PreKey, first.Type);
        Assert.Equal("first", await bob.DecryptAsync(alice, first));

        for (int i = 0; i < 250; i++)
        {
            CiphertextMessage answer = await bob.EncryptAsync(alice, $"answer {i}");
            Assert.Equal(CiphertextMessageType.Signal, answer.Type);
            Assert.Equal($"answer {i}", await alice.DecryptAsync(bob, answer));

            CiphertextMessage message = await alice.EncryptAsync(bob, $"message {i}");
            Assert.Equal(CiphertextMessageType.Signal, message.Type);
            Assert.Equal($"message {i}", await bob.DecryptAsync(alice, message));
        }
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Session_ManyMessagesBeforeAnAnswer_AllDecryptInAnyOrder(SessionMode mode, bool oneTime)
    {
        using Device alice = new("alice", mode: mode), bob = new("bob", mode: mode);
        await alice.StartSessionAsync(bob, oneTime);
        List<CiphertextMessage> sent = [];
        for (int i = 0; i < 60; i++)
        {
            sent.Add(await alice.EncryptAsync(bob, $"{i}"));
        }

        foreach (int i in Enumerable.Range(0, 60).Reverse())
        {
            Assert.Equal($"{i}", await bob.DecryptAsync(alice, sent[i]));
        }

        foreach (CiphertextMessage message in sent)
        {
            Assert.Equal(DecryptFailure.Duplicate, await bob.TryDecryptAsync(alice, message));
        }
    }
}
