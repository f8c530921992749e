using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Cli.Bench;

/// <summary>
/// One of a pair who write to each other. A message is done when its partner has it and the server has acknowledged it (XEP-0198), so a
/// server that acknowledges late, or before it has stored, shows it.
/// </summary>
internal sealed class PairUser : IAsyncDisposable
{
    private const int CounterDigits = 10;
    private static readonly byte[] AcknowledgementRequest = "<r xmlns='urn:xmpp:sm:3'/>"u8.ToArray();

    private readonly LoadConnection _connection;
    private readonly byte[] _message;
    private readonly int _counterOffset;
    private readonly Action<PairUser, TimeSpan> _done;
    private readonly Lock _gate = new();
    private byte[] _waiting = new byte[2048];
    private byte[] _writing = new byte[2048];
    private int _waitingLength;
    private bool _isWriting;
    private bool _isReading;
    private uint _received;
    private uint _sent;
    private uint _acknowledged;
    private long _confirmable;
    private bool _hasLingered;
    private long _sentAt;
    private int _pending;

    /// <param name="connection">Logged in, stream management on.</param>
    /// <param name="head">The message up to, not including, the ten digits that tell it from the one before.</param>
    /// <param name="tail">The message behind them.</param>
    /// <param name="done">Called when a message is done, with the time it took.</param>
    public PairUser(LoadConnection connection, string head, string tail, Action<PairUser, TimeSpan> done)
    {
        _connection = connection;
        _done = done;
        _counterOffset = Encoding.UTF8.GetByteCount(head);
        _message = [.. Encoding.UTF8.GetBytes($"{head}{new string('0', CounterDigits)}{tail}"), .. AcknowledgementRequest];
    }

    /// <summary>The other one of the pair.</summary>
    public PairUser? Partner { get; set; }

    /// <summary>True while a message is on its way.</summary>
    public bool IsBusy => Volatile.Read(ref _pending) > 0;

    /// <summary>Sends the next message, together with whatever else has to be said when this user's reading is under way.</summary>
    public ValueTask SendAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Volatile.Write(ref _pending, 2);
            Volatile.Write(ref _sentAt, Stopwatch.GetTimestamp());
            _sent++;
            Utf8Formatter.TryFormat(_sent, _message.AsSpan(_counterOffset, CounterDigits), out _, new System.Buffers.StandardFormat('D', CounterDigits));
            AppendConfirmation();
            Append(_message);
            if (_isReading)
            {
                return ValueTask.CompletedTask;
            }
        }

        return FlushAsync(cancellationToken);
    }

    /// <summary>Called again and again: a confirmation that has not gone with a message between two calls goes alone.</summary>
    public ValueTask ConfirmAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_confirmable == 0 || !_hasLingered)
            {
                _hasLingered = true;
                return ValueTask.CompletedTask;
            }

            AppendConfirmation();
        }

        return FlushAsync(cancellationToken);
    }

    /// <summary>Reads until cancelled or the server goes away.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TakeAll();
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            await _connection.FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>Takes what has arrived; answers gather, so that one write goes out for one that came in.</summary>
    private void TakeAll()
    {
        lock (_gate)
        {
            _isReading = true;
        }

        var isAsked = false;
        while (_connection.TryRead(out var element))
        {
            isAsked |= Take(element);
        }

        lock (_gate)
        {
            _isReading = false;
            if (isAsked)
            {
                Append(Encoding.UTF8.GetBytes($"<a xmlns='urn:xmpp:sm:3' h='{_received}'/>"));
            }
        }
    }

    /// <summary>True when the server asks for an acknowledgement.</summary>
    private bool Take(in StanzaEnvelope element)
    {
        if (element.Kind == StanzaKind.Nonza)
        {
            var isManagement = element.Namespace == KnownNamespace.StreamManagement;
            if (isManagement && element.Name.SequenceEqual("a"u8))
            {
                Acknowledged();
            }

            return isManagement && element.Name.SequenceEqual("r"u8);
        }

        _received++;
        if (element.Kind == StanzaKind.Message && !element.Type.SequenceEqual("error"u8) && element.Id is [(byte)'m', ..])
        {
            Keep(MailboxNumber(element.Bytes.FirstSpan));
            Partner?.Step();
        }

        return false;
    }

    /// <summary>The number of a Tombolo mailbox entry, which its device confirms; 0 on every other wire. It stands near the end.</summary>
    private static long MailboxNumber(ReadOnlySpan<byte> message)
    {
        var at = message.LastIndexOf("urn:tombolo:mailbox:0' seq='"u8);
        return at >= 0 && Utf8Parser.TryParse(message[(at + 28)..], out long number, out _) ? number : 0;
    }

    /// <summary>The newest entry to be confirmed.</summary>
    private void Keep(long number)
    {
        lock (_gate)
        {
            _hasLingered &= _confirmable > 0;
            _confirmable = Math.Max(_confirmable, number);
        }
    }

    private void AppendConfirmation()
    {
        if (_confirmable > 0)
        {
            Append(Encoding.UTF8.GetBytes($"<confirm xmlns='urn:tombolo:mailbox:0' upto='{_confirmable}'/>"));
            _confirmable = 0;
        }
    }

    // The load clients ask after every message, so each answer is for the one message that is out.
    private void Acknowledged()
    {
        if (_acknowledged < _sent)
        {
            _acknowledged++;
            Step();
        }
    }

    private void Step()
    {
        if (Interlocked.Decrement(ref _pending) == 0)
        {
            _done(this, Stopwatch.GetElapsedTime(Volatile.Read(ref _sentAt)));
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_waitingLength + bytes.Length > _waiting.Length)
        {
            Array.Resize(ref _waiting, (_waitingLength + bytes.Length) * 2);
        }

        bytes.CopyTo(_waiting.AsSpan(_waitingLength));
        _waitingLength += bytes.Length;
    }

    /// <summary>Writes what has gathered; one write at a time, and who comes meanwhile leaves its bytes to it.</summary>
    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        while (TryTakeWaiting(out var bytes))
        {
            await _connection.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _isWriting = false;
            }
        }
    }

    private bool TryTakeWaiting(out ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            bytes = default;
            if (_isWriting || _waitingLength == 0)
            {
                return false;
            }

            (_waiting, _writing) = (_writing, _waiting);
            bytes = _writing.AsMemory(0, _waitingLength);
            _waitingLength = 0;
            return _isWriting = true;
        }
    }
}
