using System.Globalization;
using System.Xml.Linq;
using Tombolo.Faults.Tests.Ledgers;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>
/// Sends as an outbox does: numbered messages with a full window, under the same id again what was not answered or was refused, and never
/// anything that was acknowledged. Connects again whenever the connection is gone, until all it ever sent is acknowledged.
/// </summary>
internal sealed class Sender(Ledger ledger, int conversation, string from, string to, TrafficOptions options)
{
    private readonly SortedSet<int> _open = [];
    private readonly SortedSet<int> _refused = [];
    private readonly string _text = new('Q', options.Characters);
    private SentLine _line = new();
    private int _sent;
    private int _acknowledged;
    private bool _isFlooding;

    public int Sent => Volatile.Read(ref _sent);

    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public int InFlight => Sent - Acknowledged;

    /// <summary>New messages follow as long as this is true; afterwards only what is still to be answered.</summary>
    public bool IsFlooding
    {
        get => Volatile.Read(ref _isFlooding);
        set => Volatile.Write(ref _isFlooding, value);
    }

    private bool HasMore => (IsFlooding && _sent < options.Total) || _open.Count > 0;

    /// <summary>Returns when nothing is to be sent any more and all of it is acknowledged, or when it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        new Reconnecting(options, options.SenderPort, from).RunAsync(TalkAsync, () => HasMore, cancellationToken);

    private async Task TalkAsync(ITrafficClient client, Welcome welcome, CancellationToken cancellationToken)
    {
        var line = GoOn(welcome);
        using var stopping = cancellationToken.Register(client.Cut);
        try
        {
            await RepeatAsync(client, line);
            while (HasMore)
            {
                await FillAsync(client, line);
                Note(await client.ReadAsync(), line);
                if (line.IsAnswered && _refused.Count > 0)
                {
                    await Reconnecting.PauseAsync(cancellationToken);
                    _refused.Clear();
                    await RepeatAsync(client, line);
                }
            }
        }
        finally
        {
            // What was answered before the end counts, and it may have reached us after the end.
            while (client.TryRead(out var late))
            {
                Note(late!, line);
            }

            _refused.Clear();
        }
    }

    /// <summary>What the session before had handled counts, whether it goes on or not. The rest did not arrive.</summary>
    private SentLine GoOn(Welcome welcome)
    {
        if (welcome.Handled is { } handled)
        {
            Acknowledge(_line, handled);
        }

        _line.Clear();
        return _line = welcome.IsResumed ? _line : new SentLine();
    }

    private Task RepeatAsync(ITrafficClient client, SentLine line) => SendAsync(client, line, [.. _open]);

    private async Task FillAsync(ITrafficClient client, SentLine line)
    {
        // After a refusal nothing new is sent until all before it is answered, so that what is sent again keeps its place.
        while (IsFlooding && _refused.Count == 0 && _sent < options.Total && _open.Count + options.Burst <= options.Window)
        {
            int[] next = [.. Enumerable.Range(_sent, options.Burst)];
            _open.UnionWith(next);
            Volatile.Write(ref _sent, _sent + next.Length);
            await SendAsync(client, line, next);
        }
    }

    private async Task SendAsync(ITrafficClient client, SentLine line, int[] numbers)
    {
        if (numbers.Length == 0)
        {
            return;
        }

        ledger.Write(Happening.Sent, conversation, numbers);
        line.Add(numbers);
        string[] stanzas = [.. numbers.Select(Message), "<r xmlns='urn:xmpp:sm:3'/>"];

        // On WebSocket each is a message of its own (RFC 7395 section 3.3).
        foreach (var part in client.IsWebSocket ? stanzas : [string.Concat(stanzas)])
        {
            await client.SendAsync(part);
        }
    }

    private void Note(XElement element, SentLine line)
    {
        if (element.Name == TestClient.Management + "a")
        {
            Acknowledge(line, Handled(element));
        }
        else if (element.Name.LocalName == "message" && (string?)element.Attribute("type") == "error")
        {
            var number = int.Parse(((string)element.Attribute("id")!)[1..], CultureInfo.InvariantCulture);
            ledger.Write(Happening.Refused, conversation, number);
            options.Refused(element);
            _refused.Add(number);
        }
        else if (element.Name.LocalName == "error")
        {
            options.StreamEnded(element);
        }
    }

    /// <summary>The host counts what this connection sent; what it counts and did not refuse is its own from here on.</summary>
    private void Acknowledge(SentLine line, uint handled)
    {
        int[] stored = [.. line.Answer(handled).Where(number => !_refused.Contains(number))];
        ledger.Write(Happening.Acknowledged, conversation, stored);
        _open.ExceptWith(stored);
        Volatile.Write(ref _acknowledged, _acknowledged + stored.Length);
    }

    private static uint Handled(XElement element) => uint.Parse((string)element.Attribute("h")!, CultureInfo.InvariantCulture);

    private string Message(int number) => string.Create(CultureInfo.InvariantCulture, $"<message xmlns='jabber:client' type='chat' to='{to}' id='m{number}'>{Content}</message>");

    private string Content => options.IsStandard
        ? $"<body>{_text}</body>"
        : $"<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='{FixedAccounts.Digest}'><to device='1' kind='message'>{_text}</to></encrypted>";
}
