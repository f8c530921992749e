using System.Globalization;
using System.Text;
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

    /// <summary>Returns when nothing is to be sent any more and all of it is acknowledged, or when it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Reconnecting.RunAsync(options, from, TalkAsync, () => IsFlooding || _open.Count > 0, cancellationToken);

    private async Task TalkAsync(TestClient client, CancellationToken cancellationToken)
    {
        var line = new SentLine();
        using var stopping = cancellationToken.Register(client.Cut);
        try
        {
            await RepeatAsync(client, line);
            while (IsFlooding || _open.Count > 0)
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

    private Task RepeatAsync(TestClient client, SentLine line) => SendAsync(client, line, [.. _open]);

    private async Task FillAsync(TestClient client, SentLine line)
    {
        // After a refusal nothing new is sent until all before it is answered, so that what is sent again keeps its place.
        while (IsFlooding && _refused.Count == 0 && _open.Count + options.Burst <= options.Window)
        {
            int[] next = [.. Enumerable.Range(_sent, options.Burst)];
            _open.UnionWith(next);
            Volatile.Write(ref _sent, _sent + next.Length);
            await SendAsync(client, line, next);
        }
    }

    private async Task SendAsync(TestClient client, SentLine line, int[] numbers)
    {
        if (numbers.Length == 0)
        {
            return;
        }

        ledger.Write(Happening.Sent, conversation, numbers);
        line.Add(numbers);
        await client.SendAsync(Messages(numbers) + "<r xmlns='urn:xmpp:sm:3'/>");
    }

    private void Note(XElement element, SentLine line)
    {
        if (element.Name == TestClient.Management + "a")
        {
            Acknowledge(line, uint.Parse((string)element.Attribute("h")!, CultureInfo.InvariantCulture));
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

    private string Messages(int[] numbers)
    {
        var text = new StringBuilder();
        foreach (var number in numbers)
        {
            text.Append(CultureInfo.InvariantCulture, $"<message type='chat' to='{to}' id='m{number}'><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='{FixedAccounts.Digest}'>");
            text.Append("<to device='1' kind='message'>").Append('Q', options.Characters).Append("</to></encrypted></message>");
        }

        return text.ToString();
    }
}
