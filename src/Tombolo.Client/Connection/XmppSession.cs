using System.Xml.Linq;
using Tombolo.Client.Wire;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Client.Connection;

/// <summary>
/// A bound session: outlives the connection it began on when it is resumed. Sends in order, counts, matches answers to questions.
/// </summary>
internal sealed class XmppSession : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _replyTime;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly OpenQuestions _questions;
    private readonly StreamCounters _counters = new();
    private readonly Confirmation _confirmation;
    private IXmppTransport? _transport;

    public XmppSession(string address, TimeProvider time, TimeSpan replyTime)
    {
        (_time, _replyTime, _questions) = (time, replyTime, new OpenQuestions(address));
        _confirmation = new Confirmation(time, () => _ = SendAsync([], CancellationToken.None));
    }

    /// <summary>Id for resumption; null when the host offers none.</summary>
    public string? ResumptionId { get; init; }

    /// <summary>For <c>resume</c>: stanzas handled so far.</summary>
    public uint Handled => _counters.Handled;

    public bool IsAttached => _transport is not null;

    /// <summary>Goes on over a connection, repeating what the host has not acknowledged.</summary>
    public async Task<IReadOnlyList<string>> AttachAsync(IXmppTransport transport, uint? acknowledged, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            var covered = acknowledged is { } count ? Ids(_counters.Acknowledge(count)) : [];
            _transport = transport;
            foreach (var stanza in _counters.Unacknowledged)
            {
                await transport.SendAsync(stanza.Bytes, cancellationToken);
            }

            await TrySendAsync([], cancellationToken);
            return covered;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Reads until the stream ends.</summary>
    /// <exception cref="ConnectionLostException">The connection broke.</exception>
    public async Task RunAsync(IStreamEvents events, CancellationToken cancellationToken)
    {
        var transport = _transport ?? throw new InvalidOperationException("The session is not attached.");
        await using var watch = new SilenceWatch(_time, _replyTime, AskForSignAsync, cancellationToken);
        try
        {
            while (await transport.ReceiveAsync(watch.Token) is { } element)
            {
                watch.Heard();
                await HandleAsync(element, events, watch.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionLostException("The host has gone silent.");
        }
        finally
        {
            _transport = null;
        }
    }

    /// <summary>Sends a message and asks for its acknowledgement.</summary>
    /// <returns>False when there is no connection: it goes out after a resumption, or the outbox repeats it.</returns>
    public Task<bool> SendMessageAsync(string id, byte[] message, CancellationToken cancellationToken) =>
        SendStanzaAsync(new SentStanza(id, message), StanzaWriter.Write(new XElement(Names.StreamManagement + "r")), cancellationToken);

    /// <summary>The mailbox is saved up to this entry: the host hears it with what is sent next, or in a moment.</summary>
    public void Confirm(long upTo) => _confirmation.Saved(upTo);

    /// <summary>Sends an element that stream management does not count.</summary>
    public Task<bool> SendNonzaAsync(XElement element, CancellationToken cancellationToken) => SendAsync([StanzaWriter.Write(element)], cancellationToken);

    /// <summary>Asks and waits for the answer; <see cref="IqAnswer.Offline"/> when it does not come.</summary>
    public async Task<IqAnswer> AskAsync(string type, string? to, XElement payload, CancellationToken cancellationToken)
    {
        using var question = _questions.Open(to);
        var iq = new XElement(Names.Client + "iq", new XAttribute("type", type), new XAttribute("id", question.Id), payload);
        if (to is not null)
        {
            iq.SetAttributeValue("to", to);
        }

        // Without a connection it is not even queued: the person is told that it is not done, so it must not happen later.
        if (!IsAttached || !await SendStanzaAsync(new SentStanza(question.Id, StanzaWriter.Write(iq)), null, cancellationToken))
        {
            return IqAnswer.Offline;
        }

        try
        {
            return await question.Answer.WaitAsync(_replyTime, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return IqAnswer.Offline;
        }
    }

    /// <summary>The session cannot be resumed: nobody will answer its questions any more.</summary>
    public void End() => _questions.Close();

    /// <summary>Ends the session. The semaphore stays: a caller who still holds the session gets an answer, not an exception.</summary>
    public void Dispose()
    {
        End();
        _confirmation.Dispose();
    }

    private static string[] Ids(IReadOnlyList<SentStanza> stanzas) => [.. stanzas.Select(stanza => stanza.Id)];

    private Task<bool> AskForSignAsync(CancellationToken cancellationToken) => SendNonzaAsync(new XElement(Names.StreamManagement + "r"), cancellationToken);

    private async Task<bool> SendStanzaAsync(SentStanza stanza, byte[]? request, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            _counters.CountSent(stanza);
            return await TrySendAsync(request is null ? [stanza.Bytes] : [stanza.Bytes, request], cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<bool> SendAsync(byte[][] nonzas, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            return await TrySendAsync(nonzas, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends these, and whatever is to be confirmed with them.</summary>
    private async Task<bool> TrySendAsync(byte[][] elements, CancellationToken cancellationToken)
    {
        if (_transport is not { } transport)
        {
            return false;
        }

        var confirmed = _confirmation.Take();
        var isSent = false;
        try
        {
            await transport.SendAsync(confirmed is { } upTo ? [Confirmation.Write(upTo), .. elements] : elements, cancellationToken);
            return isSent = true;
        }
        catch (ConnectionLostException)
        {
            // The reader sees the same end and tears the connection down.
            return false;
        }
        finally
        {
            if (confirmed is { } missed && !isSent)
            {
                _confirmation.Saved(missed);
            }
        }
    }

    private async Task HandleAsync(XElement element, IStreamEvents events, CancellationToken cancellationToken)
    {
        if (element.Name.Namespace == Names.StreamManagement)
        {
            await HandleManagementAsync(element, events, cancellationToken);
        }
        else if (element.Name.Namespace == Names.Client)
        {
            await HandleStanzaAsync(element, events, cancellationToken);
            _counters.CountReceived();
        }
        else if (element.Name == Names.Streams + "error")
        {
            var error = StreamClosing.ReadError(element);
            throw new ConnectionLostException($"The host ended the stream: {error.Condition}") { Elsewhere = OtherHost.Read(error.OtherHost) };
        }
    }

    private async Task HandleManagementAsync(XElement element, IStreamEvents events, CancellationToken cancellationToken)
    {
        switch (element.Name.LocalName)
        {
            case "r":
                await SendNonzaAsync(new XElement(Names.StreamManagement + "a", new XAttribute("h", Handled)), cancellationToken);
                break;
            case "a" when element.Number("h") is >= 0 and <= uint.MaxValue and { } count:
                var covered = await AcknowledgeAsync((uint)count, cancellationToken);
                if (covered.Length > 0)
                {
                    await events.AcknowledgedAsync(covered, cancellationToken);
                }

                break;
        }
    }

    private async Task<string[]> AcknowledgeAsync(uint count, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            return Ids(_counters.Acknowledge(count));
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task HandleStanzaAsync(XElement stanza, IStreamEvents events, CancellationToken cancellationToken)
    {
        switch (stanza.Name.LocalName)
        {
            case "message":
                await events.ReceivedAsync(stanza, cancellationToken);
                break;
            case "iq" when stanza.Text("type") is "result" or "error":
                _questions.Take(stanza);
                break;
            case "iq":
                await ReplyAsync(stanza, cancellationToken);
                break;
        }
    }

    private async Task ReplyAsync(XElement iq, CancellationToken cancellationToken)
    {
        var ping = iq.Element(Names.Ping + "ping") is not null;
        var reply = new XElement(Names.Client + "iq", new XAttribute("type", ping ? "result" : "error"), new XAttribute("id", iq.Text("id") ?? ""));
        if (iq.Text("from") is { } from)
        {
            reply.SetAttributeValue("to", from);
        }

        if (!ping)
        {
            reply.Add(new XElement(Names.Client + "error", new XAttribute("type", "cancel"), new XElement(Names.StanzaErrors + "service-unavailable")));
        }

        await SendStanzaAsync(new SentStanza(iq.Text("id") ?? "", StanzaWriter.Write(reply)), null, cancellationToken);
    }
}
