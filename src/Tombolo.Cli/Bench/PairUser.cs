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
    private readonly LoadConnection _connection;
    private readonly byte[] _message;
    private readonly int _counterOffset;
    private readonly Action<PairUser, TimeSpan> _done;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private uint _received;
    private uint _sent;
    private uint _acknowledged;
    private long _sentAt;
    private int _pending;

    public PairUser(LoadConnection connection, string to, string payload, Action<PairUser, TimeSpan> done)
    {
        _connection = connection;
        _done = done;
        var head = $"<message type='chat' to='{to}' id='m";
        _counterOffset = Encoding.UTF8.GetByteCount(head);
        _message = Encoding.UTF8.GetBytes($"{head}0000000000'><body>{payload}</body></message><r xmlns='urn:xmpp:sm:3'/>");
    }

    /// <summary>The other one of the pair.</summary>
    public PairUser? Partner { get; set; }

    /// <summary>Messages of this user that its partner has got.</summary>
    public long Delivered { get; private set; }

    /// <summary>True while a message is on its way.</summary>
    public bool IsBusy => Volatile.Read(ref _pending) > 0;

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _pending, 2);
        Volatile.Write(ref _sentAt, Stopwatch.GetTimestamp());
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _sent++;
            Utf8Formatter.TryFormat(_sent, _message.AsSpan(_counterOffset, 10), out _, new System.Buffers.StandardFormat('D', 10));
            await _connection.WriteAsync(_message, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Reads until cancelled or the server goes away.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var asked = false;
            while (_connection.TryRead(out var element))
            {
                asked |= Take(element);
            }

            if (asked)
            {
                await AnswerAsync(cancellationToken).ConfigureAwait(false);
            }

            await _connection.FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        _writing.Dispose();
    }

    /// <summary>True when the server asks for an acknowledgement.</summary>
    private bool Take(in StanzaEnvelope element)
    {
        switch (element.Kind)
        {
            case StanzaKind.Nonza when element.Namespace == KnownNamespace.StreamManagement:
                if (element.Name.SequenceEqual("r"u8))
                {
                    return true;
                }

                Acknowledged();
                return false;
            case StanzaKind.Nonza:
                return false;
            case StanzaKind.Message when !element.Type.SequenceEqual("error"u8) && element.Id is [(byte)'m', ..]:
                _received++;
                Partner?.Arrived();
                return false;
            default:
                _received++;
                return false;
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

    private void Arrived()
    {
        Delivered++;
        Step();
    }

    private void Step()
    {
        if (Interlocked.Decrement(ref _pending) == 0)
        {
            _done(this, Stopwatch.GetElapsedTime(Volatile.Read(ref _sentAt)));
        }
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _connection.WriteAsync($"<a xmlns='urn:xmpp:sm:3' h='{_received}'/>", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }
}
