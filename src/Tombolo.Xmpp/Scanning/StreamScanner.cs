using System.Buffers;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Xmpp.Scanning;

/// <summary>
/// Finds one complete first-level element after the other in a stream of UTF-8, checks that it is well-formed XML with well-formed
/// namespaces and within bounds, and notes what a router needs of it. Builds no tree, copies no payload, and allocates nothing once
/// its buffers have grown to the size of the peer's tags.
/// </summary>
/// <remarks>
/// <para>Resumable: when an element is not complete the scanner remembers where it is; the next call brings the same bytes again (from
/// <see cref="ScanResult.Consumed"/> on) and more. Text is passed over once; a tag or reference whose end is missing is read again
/// when more of it is there, from its start, so that a result never depends on where the stream was split.</para>
/// <para>Refused although XML allows it (RFC 6120 section 11.1): comments, processing instructions, document types, entities beyond
/// the five. Not thread-safe: one scanner belongs to one direction of one connection.</para>
/// </remarks>
public sealed class StreamScanner
{
    private readonly StreamFraming _framing;
    private readonly ElementScanner _element;
    private ScannerLimits _limits;
    private ScanFailure _failure;
    private long _offset;

    /// <summary>A scanner at the start of a stream.</summary>
    public StreamScanner(StreamFraming framing, ScannerLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _framing = framing;
        _limits = limits;
        _element = new ElementScanner(framing, limits);
    }

    /// <summary>The bounds in force. Raise them once the peer has authenticated; takes effect with the next call.</summary>
    public ScannerLimits Limits
    {
        get => _limits;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _limits = value;
            _element.Limits = value;
        }
    }

    /// <summary>Forgets everything and expects a new stream header, as after TLS or classic SASL (RFC 6120 section 4.3.3).</summary>
    public void Restart()
    {
        _element.Restart();
        _failure = default;
        _offset = 0;
    }

    /// <summary>
    /// Between two elements gives back what only an element needs, so that a silent connection holds little. To be called before waiting for input;
    /// the envelope of the element before is not valid any more.
    /// </summary>
    public void Rest() => _element.Rest();

    /// <summary>
    /// Looks for the next element in <paramref name="buffer"/>, which starts where the last call's <see cref="ScanResult.Consumed"/> ended.
    /// For WebSocket use <see cref="ScanMessage"/>.
    /// </summary>
    public ScanResult Scan(in ReadOnlySequence<byte> buffer)
    {
        if (_framing != StreamFraming.Tcp)
        {
            throw new InvalidOperationException("A WebSocket stream is scanned message by message.");
        }

        return ScanNext(buffer);
    }

    /// <summary>Scans one whole WebSocket message, which is one element and nothing else (RFC 7395 section 3.3.3).</summary>
    public ScanResult ScanMessage(in ReadOnlySequence<byte> message)
    {
        if (_framing != StreamFraming.WebSocket)
        {
            throw new InvalidOperationException("A TCP stream has no messages.");
        }

        var result = ScanNext(message);
        var whole = result.Status == ScanStatus.Failed || (result.Status != ScanStatus.NeedMore && result.Consumed == message.Length);
        return whole ? result : Fail(ScanRule.MessageFraming, 0);
    }

    private ScanResult ScanNext(in ReadOnlySequence<byte> buffer)
    {
        if (_failure.Rule != ScanRule.None)
        {
            return new ScanResult(ScanStatus.Failed, 0, Failure: _failure);
        }

        long consumed = 0;
        while (true)
        {
            var rest = buffer.Slice(consumed);
            if (_element.IsBetween && _framing == StreamFraming.Tcp)
            {
                var space = LeadingSpace(rest);
                _element.NoteSpace(space);
                _offset += space;
                consumed += space;
                rest = rest.Slice(space);
            }

            var limit = _limits.MaxElementBytes;
            var bounded = rest.Length > limit ? rest.Slice(0, limit) : rest;
            var step = _element.Advance(bounded);
            switch (step)
            {
                case ScanStep.NeedMore when bounded.Length >= limit:
                    return Fail(ScanRule.ElementSize, consumed);
                case ScanStep.NeedMore:
                    return new ScanResult(ScanStatus.NeedMore, consumed);
                case ScanStep.Failed:
                    return Fail(_element.Rule, consumed);
                case ScanStep.Declaration:
                    consumed += _element.Position;
                    _offset += _element.Position;
                    _element.Next();
                    continue;
                default:
                    return Found(rest, consumed, step);
            }
        }
    }

    private ScanResult Found(in ReadOnlySequence<byte> rest, long consumed, ScanStep step)
    {
        var length = _element.Position;
        _offset += length;
        _element.Next();
        if (step == ScanStep.StreamEnd)
        {
            return new ScanResult(ScanStatus.StreamClose, consumed + length);
        }

        var envelope = new StanzaEnvelope(rest.Slice(0, length), _element.Index);
        var status = step == ScanStep.Header ? ScanStatus.StreamOpen : ScanStatus.Element;
        if (_framing == StreamFraming.WebSocket && envelope.Namespace == KnownNamespace.Framing)
        {
            status = envelope.Name.SequenceEqual("open"u8) ? ScanStatus.StreamOpen
                : envelope.Name.SequenceEqual("close"u8) ? ScanStatus.StreamClose
                : ScanStatus.Element;
        }

        return new ScanResult(status, consumed + length, envelope);
    }

    private ScanResult Fail(ScanRule rule, long consumed)
    {
        _failure = new ScanFailure(rule, _offset + _element.Position);
        return new ScanResult(ScanStatus.Failed, consumed, Failure: _failure);
    }

    private static long LeadingSpace(in ReadOnlySequence<byte> buffer)
    {
        long space = 0;
        foreach (var segment in buffer)
        {
            foreach (var value in segment.Span)
            {
                if (!XmlCharacters.IsSpace(value))
                {
                    return space;
                }

                space++;
            }
        }

        return space;
    }
}
