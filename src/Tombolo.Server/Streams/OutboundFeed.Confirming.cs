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
            var isSound = kind == FeedKind.Device ? _unacknowledged.Acknowledge(handled, Forget) : AcknowledgeMessages(handled);
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
