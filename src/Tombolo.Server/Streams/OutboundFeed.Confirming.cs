using Tombolo.Server.Transport;

namespace Tombolo.Server.Streams;

/// <content>What the client has, and may therefore be deleted.</content>
internal sealed partial class OutboundFeed
{
    /// <summary>Stanzas the peer was sent since counting began, modulo 2^32.</summary>
    public uint Sent
    {
        get
        {
            lock (_gate)
            {
                return _unacknowledged.Sent;
            }
        }
    }

    /// <summary>The peer has handled so many stanzas. False when it claims more than were sent.</summary>
    public bool Acknowledge(uint handled)
    {
        lock (_gate)
        {
            var isSound = kind == FeedKind.Device ? AcknowledgeEntries(handled) : AcknowledgeMessages(handled);
            if (!isSound)
            {
                return false;
            }

            _isAsked = false;
            _hold.End();
            GoOn();
            return true;
        }
    }

    /// <summary>
    /// A device has saved all up to this entry, so it has read what it was sent before: kept for being sent again, a busy conversation's last hundred would only
    /// fill memory.
    /// </summary>
    public void Confirm(long upto)
    {
        lock (_gate)
        {
            _unacknowledged.Acknowledge(unchecked(_unacknowledged.Acknowledged + ReadBefore(upto)), Forget);
            GoOn();
        }
    }

    private uint ReadBefore(long upto)
    {
        var (count, read) = (0u, 0u);
        foreach (var stanza in _unacknowledged.Waiting)
        {
            count++;
            if (stanza.Seq > upto)
            {
                break;
            }

            read = stanza.Seq > 0 ? count : read;
        }

        return read;
    }

    /// <summary>What a device counts may be behind what it has confirmed, never behind what it has counted.</summary>
    private bool AcknowledgeEntries(uint handled)
    {
        var isBehind = unchecked(handled - _counted) <= unchecked(_unacknowledged.Acknowledged - _counted);
        if (!isBehind && !_unacknowledged.Acknowledge(handled, Forget))
        {
            return false;
        }

        _counted = handled;
        return true;
    }

    /// <summary>A standard client's acknowledgement is all that will ever be heard of a message: it may be deleted.</summary>
    private bool AcknowledgeMessages(uint handled)
    {
        var upto = _confirmed;
        var isSound = _unacknowledged.Acknowledge(
            handled,
            stanza =>
            {
                upto = Math.Max(upto, stanza.Seq);
                Forget(stanza);
            });
        ConfirmUpto(upto);
        return isSound;
    }

    private void ConfirmUpto(long seq)
    {
        if (seq > _confirmed)
        {
            _confirmed = seq;
            mailboxes.Confirm(_mailbox, seq);
        }
    }

    private void NoteWritten(OutgoingStanza stanza)
    {
        if (kind == FeedKind.Standard && stanza.Seq > 0)
        {
            _written = stanza.Seq;
            if (!_isConfirmingWritten)
            {
                _isConfirmingWritten = true;
                _ = ConfirmWrittenAsync(_output!);
            }
        }
    }

    /// <summary>Without stream management a message counts as delivered when the socket has taken it. Never throws.</summary>
    private async Task ConfirmWrittenAsync(ConnectionOutput output)
    {
        while (true)
        {
            long written;
            lock (_gate)
            {
                written = _written;
            }

            await output.DrainAsync();
            lock (_gate)
            {
                _isConfirmingWritten = !output.IsBroken && _output == output && _written > written;
                if (!output.IsBroken)
                {
                    ConfirmUpto(written);
                }

                if (!_isConfirmingWritten)
                {
                    return;
                }
            }
        }
    }
}
