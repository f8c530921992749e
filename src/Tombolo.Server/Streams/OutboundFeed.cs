using Microsoft.Extensions.Logging;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;
using Tombolo.Server.Transport;
using Tombolo.Xmpp.StreamManagement;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Server.Streams;

/// <summary>
/// What goes out to one device: its mailbox in order, beside it what is not stored. Either the feed is level with the mailbox, then
/// committed entries go straight out; or it is behind (after login, without connection, with a slow reader), then a pump reads the
/// store until it is level again. Sent and unacknowledged stanzas are kept for resumption (XEP-0198 section 5), within a bound.
/// </summary>
internal sealed partial class OutboundFeed(IMailboxStore mailboxes, StreamOptions options, ServerMetrics metrics, ILogger logger, FeedKind kind)
{
    private const int PageEntries = 64;

    /// <summary>How many times the bounds of entries may be reached by what is not stored.</summary>
    private const int Patience = 8;

    private readonly Lock _gate = new();
    private readonly UnacknowledgedQueue<OutgoingStanza> _unacknowledged = new();
    private long _bytesUnacknowledged;
    private ConnectionOutput? _output;
    private long _mailbox;
    private bool _isManaged;
    private bool _isBehind = true;
    private bool _isPumping;
    private bool _isAsked;
    private bool _mayAsk = true;
    private bool _isOpen = kind == FeedKind.Device;
    private bool _isConfirmingWritten;
    private bool _hasMissed;
    private bool _hasFailed;
    private long _cursor;
    private long _offers;
    private long _attachedAfter;
    private long _level = AccountMailbox.Unknown;
    private long _firstLive = long.MaxValue;
    private long _written;
    private ManagementHold _hold;
    private long _confirmed;
    private uint _counted;

    /// <summary>Called when the client holds more unacknowledged answers than a host keeps for it. The lock is held.</summary>
    public Action? Overflowed { get; init; }

    /// <summary>What is kept for being sent again.</summary>
    public long BytesUnacknowledged => Volatile.Read(ref _bytesUnacknowledged);

    /// <summary>Feeds a connection from the mailbox's beginning, or, for a session resumed, from what the peer has not seen.</summary>
    public void Connect(ConnectionOutput output, long mailbox, bool isManaged)
    {
        lock (_gate)
        {
            _output = output;
            _mailbox = mailbox;
            _isManaged = isManaged;
            _isBehind = true;
            _isAsked = false;
            output.Drained = Resume;
            foreach (var stanza in _unacknowledged.Waiting)
            {
                output.Append(stanza.Again(), OutgoingStanza.Write);
            }

            StartPump();
        }
    }

    /// <summary>Stream management begins in the middle of the stream: what follows <paramref name="enabled"/> is counted.</summary>
    public void Manage(Enabled enabled)
    {
        lock (_gate)
        {
            _isManaged = true;
            _output?.Append(enabled.ToElement(), static (output, element) => output.WriteElement(element));
            _hold.Managed();
        }
    }

    /// <summary>A standard client became available, so that its mailbox flows, or unavailable.</summary>
    public void Open(bool isOpen)
    {
        lock (_gate)
        {
            _isOpen = isOpen;
            _isBehind |= !isOpen;
            _firstLive = long.MaxValue;
            StartPump();
        }
    }

    /// <summary>The client wished to resume a session that is gone: the mailbox waits until it counts.</summary>
    public void HoldUntilManaged()
    {
        lock (_gate)
        {
            _hold.Begin();
        }
    }

    /// <summary>The client has said something, so it may have read that it is to count.</summary>
    public void Hear()
    {
        if (!_hold.IsOn)
        {
            return;
        }

        lock (_gate)
        {
            _hold.Hear();
            GoOn();
        }
    }

    /// <summary>
    /// Once a second: tries the store again where it failed, and lets the next message to a standard client ask how far it is. When none comes in the second that
    /// follows, the client is asked without: not at once, because a host that asks everybody in the same moment has all the answers in the next.
    /// </summary>
    public void Beat()
    {
        lock (_gate)
        {
            _hold.Beat();
            GoOn();
            if (_mayAsk && kind == FeedKind.Standard && !_isAsked && _unacknowledged.Count > 0)
            {
                Ask();
            }

            _mayAsk = true;
        }
    }

    /// <summary>
    /// The connection is gone; what follows waits in the store. But for a standard client that may come back it waits here, within the bounds of what may be
    /// unacknowledged: another client of the account shares its mailbox, and what that one acknowledges is deleted.
    /// </summary>
    public void Disconnect()
    {
        lock (_gate)
        {
            _output = null;
            _isBehind |= !MaySleep();
            _firstLive = long.MaxValue;
            _hold.End();
            GoOn();
        }
    }

    /// <summary>The account's grain offers what comes after this entry; all up to it is to be read from the store.</summary>
    public void Attach(long newest)
    {
        lock (_gate)
        {
            _attachedAfter = newest;
            Lag();
        }
    }

    /// <summary>Something may be stored that was never offered here.</summary>
    public void Lag()
    {
        lock (_gate)
        {
            // Counted as an offer, so that a page that was asked for before does not make the feed level.
            _offers++;
            _isBehind = true;
            StartPump();
        }
    }

    /// <summary>
    /// A committed entry and the number of the one before it. When that one has not come this way, something is missing between: the store has it, and what the
    /// client confirms must never pass over an entry that it was not sent.
    /// </summary>
    public void Offer(MailboxEntry entry, long after)
    {
        lock (_gate)
        {
            _offers++;
            _firstLive = _isOpen && _output is not null ? Math.Min(_firstLive, entry.Seq) : long.MaxValue;
            if (entry.Seq <= _cursor)
            {
                return;
            }

            if (_isBehind || !MayTake() || after == AccountMailbox.Unknown || after > _level)
            {
                _isBehind = true;
                StartPump();
                return;
            }

            Take(OutgoingStanza.Entry(entry, kind == FeedKind.Device ? StanzaForm.DeviceEntry : StanzaForm.Message));
            metrics.MessagesDelivered(1);
            _level = _cursor = entry.Seq;
        }
    }

    /// <summary>
    /// A whole stanza that is not in the mailbox. Dropped while there is no connection, or when the client is far behind with reading. But a standard
    /// client that may resume finds it waiting, because nobody will tell it again who came and went. Messages are only for a client that takes messages
    /// (RFC 6121 section 8.5.2); presence and roster pushes are none.
    /// </summary>
    public void Push(byte[] stanza)
    {
        lock (_gate)
        {
            if (!_isOpen && stanza.AsSpan().StartsWith("<message"u8))
            {
                return;
            }

            if (!(_output is null ? MayKeep() : MayPush()))
            {
                _hasMissed = kind == FeedKind.Standard;
            }
            else if (_isManaged && _hold.IsOn)
            {
                _hold.Keep(stanza);
            }
            else
            {
                Take(OutgoingStanza.Whole(stanza));
            }
        }
    }

    /// <summary>Something was dropped that a resumed client would have to know: it has to begin anew.</summary>
    public bool HasMissed
    {
        get
        {
            lock (_gate)
            {
                return _hasMissed;
            }
        }
    }

    /// <summary>The answer to a stanza of the client. The client's own asking is what bounds these: it is not read while too much waits for it.</summary>
    public void Answer(byte[] stanza)
    {
        lock (_gate)
        {
            if (_output is null)
            {
                return;
            }

            Send(OutgoingStanza.Whole(stanza));
            if (_unacknowledged.Count > Patience * options.MaxStanzasUnacknowledged || _bytesUnacknowledged > (long)Patience * options.MaxBytesWaiting)
            {
                Overflowed?.Invoke();
            }
        }
    }

    /// <summary>Sends <c>&lt;a/&gt;</c>.</summary>
    public void SendHandled(uint handled)
    {
        lock (_gate)
        {
            _output?.Append(handled, Acknowledgement.WriteAnswer);
        }
    }

    /// <summary>Asks the peer how far it is; its answer also proves that it is there.</summary>
    public void AskHandled()
    {
        lock (_gate)
        {
            Ask();
        }
    }

    /// <summary>Sends it, or keeps it for a client that is away.</summary>
    private void Take(OutgoingStanza stanza)
    {
        if (_output is null)
        {
            Keep(stanza);
        }
        else
        {
            Send(stanza);
        }
    }

    private void Keep(OutgoingStanza stanza)
    {
        _unacknowledged.Add(stanza);
        _bytesUnacknowledged += stanza.Content.Length;
    }

    private void Forget(OutgoingStanza stanza) => _bytesUnacknowledged -= stanza.Content.Length;

    private bool HasRoom() =>
        _isOpen && !_hold.IsOn && _output is not null
        && _unacknowledged.Count < options.MaxStanzasUnacknowledged && _bytesUnacknowledged < options.MaxBytesWaiting && _output.BytesWaiting < options.MaxBytesWaiting;

    /// <summary>Whether the next entry has a place: on the connection, or with what waits for a client that is away.</summary>
    private bool MayTake() => _output is null ? _isOpen && MayKeep() : HasRoom();

    private bool MaySleep() => kind == FeedKind.Standard && _isManaged;

    private bool MayKeep() =>
        MaySleep() && _output is null && _unacknowledged.Count < options.MaxStanzasUnacknowledged && _bytesUnacknowledged < options.MaxBytesWaiting;

    // More than for entries, which would only be read again later: a push that is dropped is lost. A full roster's presence at login fits.
    private bool MayPush() =>
        _unacknowledged.Count + _hold.Count < Patience * options.MaxStanzasUnacknowledged
        && _bytesUnacknowledged + _hold.Bytes < 2L * options.MaxBytesWaiting && _output!.BytesWaiting < options.MaxBytesWaiting;

    private void Send(OutgoingStanza stanza)
    {
        _output!.Append(stanza, OutgoingStanza.Write);
        if (!_isManaged)
        {
            NoteWritten(stanza);
            return;
        }

        Keep(stanza);
        var isDue = kind == FeedKind.Standard && _mayAsk;
        if (!_isAsked && (isDue || _unacknowledged.Count >= options.MaxStanzasUnacknowledged / 4 || _bytesUnacknowledged >= options.MaxBytesWaiting / 4))
        {
            Ask();
        }
    }

    private void Ask()
    {
        if (_output is not null && _isManaged && !_hold.IsOn)
        {
            _isAsked = true;
            _mayAsk = false;
            _output.Append("<r xmlns='urn:xmpp:sm:3'/>"u8);
        }
    }

    /// <summary>When nothing holds it any more, what was kept goes its way, and the mailbox flows.</summary>
    private void GoOn()
    {
        if (!_hold.IsOn && _hold.Count > 0)
        {
            foreach (var stanza in _hold.Release())
            {
                Take(OutgoingStanza.Whole(stanza));
            }
        }

        StartPump();
    }

    private void Resume()
    {
        lock (_gate)
        {
            StartPump();
        }
    }

    private void StartPump()
    {
        if (_isBehind && !_isPumping && MayTake())
        {
            _isPumping = true;
            _ = PumpAsync();
        }
    }

    /// <summary>Never throws: when the store fails, the next beat starts the pump again.</summary>
    private async Task PumpAsync()
    {
        try
        {
            await Task.Yield();
            while (TryBeginPage(out var after, out var offers))
            {
                var page = await mailboxes.ReadAsync(_mailbox, after, PageEntries, CancellationToken.None);
                if (EndPage(page, offers))
                {
                    return;
                }
            }
        }
        catch (Exception exception)
        {
            lock (_gate)
            {
                _isPumping = false;
                if (_hasFailed)
                {
                    return;
                }

                _hasFailed = true;
            }

            StreamLog.PumpFailed(logger, exception);
        }
    }

    private bool TryBeginPage(out long after, out long offers)
    {
        lock (_gate)
        {
            after = _cursor;
            offers = _offers;
            _isPumping = _isBehind && MayTake();
            return _isPumping;
        }
    }

    /// <summary>What was stored after the client became available is not late, only read back because the pump was not yet level.</summary>
    private StanzaForm FormOf(MailboxEntry entry) => kind == FeedKind.Device ? StanzaForm.DeviceEntry : entry.Seq < _firstLive ? StanzaForm.LateMessage : StanzaForm.Message;

    /// <summary>Sends what was read. True when the feed is level: the page was the last, and nothing was committed since it was asked for.</summary>
    private bool EndPage(IReadOnlyList<MailboxEntry> page, long offersBefore)
    {
        lock (_gate)
        {
            _hasFailed = false;
            var (sent, delivered) = (0, 0);
            while (sent < page.Count && MayTake())
            {
                var entry = page[sent++];
                if (entry.Seq > _cursor)
                {
                    Take(OutgoingStanza.Entry(entry, FormOf(entry)));
                    _cursor = entry.Seq;
                    delivered++;
                }
            }

            metrics.MessagesDelivered(delivered);

            if (sent < page.Count || page.Count == PageEntries || _offers != offersBefore || !MayTake())
            {
                return false;
            }

            _level = Math.Max(_cursor, _attachedAfter);
            _isBehind = false;
            _isPumping = false;
            return true;
        }
    }
}
