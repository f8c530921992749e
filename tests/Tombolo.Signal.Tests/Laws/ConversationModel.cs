using System.Text;

namespace Tombolo.Signal.Tests.Laws;

/// <summary>Four devices, two of each account, and the letters under way between them.</summary>
internal sealed class ConversationModel : IDisposable
{
    private readonly Device[] _devices;
    private readonly List<Letter> _underWay = [];
    private readonly List<Letter> _delivered = [];
    private int _number;

    public ConversationModel(SessionMode mode) => _devices =
    [
        new Device("alice", 1, mode), new Device("alice", 2, mode), new Device("bob", 1, mode), new Device("bob", 2, mode),
    ];

    public async Task StartAnewAsync(int from, int to)
    {
        if (from != to)
        {
            await _devices[from].StartSessionAsync(_devices[to], oneTime: _number % 3 != 0);
        }
    }

    public async Task SendAsync(int from, int to)
    {
        if (from == to)
        {
            return;
        }

        Device sender = _devices[from], receiver = _devices[to];
        string text = $"{from}>{to} #{_number++}";
        EncryptResult result = await sender.CipherFor(receiver).EncryptAsync(Encoding.UTF8.GetBytes(text));
        if (result.Failure == EncryptFailure.NoSession)
        {
            await StartAnewAsync(from, to);
            result = await sender.CipherFor(receiver).EncryptAsync(Encoding.UTF8.GetBytes(text));
        }

        _underWay.Add(new Letter(sender, receiver, text, result.Message));
    }

    public void Lose(int pick)
    {
        if (_underWay.Count > 0)
        {
            _underWay.RemoveAt(pick % _underWay.Count);
        }
    }

    public async Task DeliverAsync(int pick)
    {
        if (_underWay.Count == 0)
        {
            return;
        }

        Letter letter = _underWay[pick % _underWay.Count];
        _underWay.Remove(letter);
        DecryptResult result = await letter.DecryptAsync();
        Assert.True(result.Succeeded, $"{letter.Text} ({letter.Message.Type}): {result.Failure}");
        Assert.Equal(letter.Text, Encoding.UTF8.GetString(result.Plaintext));
        _delivered.Add(letter);
    }

    public async Task DeliverAgainAsync(int pick)
    {
        if (_delivered.Count > 0)
        {
            DecryptResult result = await _delivered[pick % _delivered.Count].DecryptAsync();
            Assert.Equal(DecryptFailure.Duplicate, result.Failure);
        }
    }

    /// <summary>One flipped bit anywhere: a named failure, and the session is as it was.</summary>
    public async Task DeliverForgedAsync(int pick)
    {
        if (_underWay.Count == 0)
        {
            return;
        }

        Letter letter = _underWay[pick % _underWay.Count];
        byte[] bytes = letter.Message.Serialized.ToArray();
        bytes[pick * 7 % bytes.Length] ^= (byte)(1 << (pick % 8));
        byte[]? before = await letter.ReceiverRecordAsync();

        DecryptResult result = await (letter with { Message = letter.Message with { Serialized = bytes } }).DecryptAsync();

        if (result.Succeeded)
        {
            // Only the envelope of a pre-key message has bits that nothing covers: the registration id and, once the
            // session exists, the key ids. The text is still what was sent.
            Assert.Equal(CiphertextMessageType.PreKey, letter.Message.Type);
            Assert.Equal(letter.Text, Encoding.UTF8.GetString(result.Plaintext));
            _underWay.Remove(letter);
            _delivered.Add(letter);
            return;
        }

        Assert.Equal(before, await letter.ReceiverRecordAsync());
    }

    public async Task DeliverAllAsync()
    {
        while (_underWay.Count > 0)
        {
            await DeliverAsync(_underWay.Count / 2);
        }
    }

    public async Task CheckThatAllPairsStillTalkAsync()
    {
        for (int from = 0; from < _devices.Length; from++)
        {
            for (int to = 0; to < _devices.Length; to++)
            {
                await SendAsync(from, to);
                await DeliverAllAsync();
            }
        }
    }

    public async Task CheckLimitsAsync()
    {
        foreach (Device device in _devices)
        {
            foreach (Device other in _devices.Where(other => other != device))
            {
                using SessionRecord record = await device.RecordAsync(other);
                Assert.True(record.PreviousSessionCount <= SessionRecord.PreviousSessionLimit);
                Assert.True(record.Current!.ReceivingChains.Count <= SessionState.ReceivingChainLimit);
                Assert.All(record.Current.ReceivingChains, chain => Assert.True(chain.Skipped.Count <= SkippedSeeds.Limit));
            }
        }
    }

    public void Dispose() => Array.ForEach(_devices, device => device.Dispose());
}
