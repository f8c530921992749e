using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests;

/// <summary>
/// One sender and one receiver with the ledger of what was promised to them: kept here, in the process that is not killed. The sender
/// behaves as an outbox does: it repeats what was not acknowledged, and nothing that was. The receiver saves, then confirms.
/// </summary>
internal sealed class Conversation
{
    private const int Window = 400;
    private const int Burst = 20;

    private readonly string _sender = Guid.NewGuid() + "@localhost";
    private readonly string _receiver = Guid.NewGuid() + "@localhost";
    private readonly List<int> _received = [];
    private readonly HashSet<int> _shown = [];
    private readonly Lock _gate = new();
    private int _sent;
    private int _acknowledged;

    public int InFlight => Volatile.Read(ref _sent) - Volatile.Read(ref _acknowledged);

    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Sends with a full window until the connection is gone. Acknowledged numbers go into the ledger as they come.</summary>
    public async Task FloodAsync(int port)
    {
        await using var client = await TestClient.ConnectTlsAsync(port);
        await client.LogInAsync(_sender + "/1");
        var first = _acknowledged;
        try
        {
            while (true)
            {
                while (_sent - _acknowledged + Burst <= Window)
                {
                    await client.SendAsync(Messages(_sent, Burst) + "<r xmlns='urn:xmpp:sm:3'/>");
                    Interlocked.Add(ref _sent, Burst);
                }

                Note(first, await client.ReadAsync());
            }
        }
        catch (Exception exception) when (exception is IOException or TimeoutException)
        {
            // The server was killed. What it acknowledged before still counts, and it may have reached us after the kill.
            while (client.TryRead(out var late))
            {
                Note(first, late!);
            }
        }
    }

    /// <summary>Repeats what was not acknowledged and one message more, and waits until all of it is.</summary>
    public async Task RepeatAsync(int port)
    {
        await using var client = await TestClient.ConnectTlsAsync(port);
        await client.LogInAsync(_sender + "/1");
        var first = _acknowledged;
        await client.SendAsync(Messages(first, _sent - first + 1) + "<r xmlns='urn:xmpp:sm:3'/>");
        _sent++;
        while (_acknowledged < _sent)
        {
            Note(first, await client.ReadAsync());
        }
    }

    /// <summary>Receives, saves and confirms until the connection is gone.</summary>
    public async Task ListenAsync(int port)
    {
        await using var client = await TestClient.ConnectTlsAsync(port);
        await client.LogInAsync(_receiver + "/1");
        try
        {
            while (true)
            {
                await SaveAsync(client, await client.ReadAsync());
            }
        }
        catch (Exception exception) when (exception is IOException or TimeoutException)
        {
            // Killed.
            return;
        }
    }

    /// <summary>Receives until the newest message is there, or nothing has come for long.</summary>
    public async Task CatchUpAsync(int port)
    {
        await using var client = await TestClient.ConnectTlsAsync(port);
        await client.LogInAsync(_receiver + "/1");
        while (!_shown.Contains(_sent - 1))
        {
            await SaveAsync(client, await client.ReadAsync());
        }
    }

    /// <summary>What the ledger promises and the receiver never saw.</summary>
    public IReadOnlyList<int> Missing() => [.. Enumerable.Range(0, _acknowledged).Where(number => !_shown.Contains(number))];

    /// <summary>What came to the receiver, each number once, in the order it came first.</summary>
    public IReadOnlyList<int> Shown() => _received;

    private void Note(int first, XElement element)
    {
        if (element.Name == TestClient.Management + "a")
        {
            Volatile.Write(ref _acknowledged, first + int.Parse((string)element.Attribute("h")!, CultureInfo.InvariantCulture));
        }
    }

    private async Task SaveAsync(TestClient client, XElement element)
    {
        if (element.Name.LocalName == "r")
        {
            return;
        }

        if (element.Element(TestClient.Entry + "entry") is not { } entry)
        {
            return;
        }

        var number = int.Parse(((string)element.Attribute("id")!)[1..], CultureInfo.InvariantCulture);
        lock (_gate)
        {
            if (_shown.Add(number))
            {
                _received.Add(number);
            }
        }

        if (number % Burst == 0)
        {
            await client.SendAsync($"<a xmlns='urn:xmpp:sm:3' h='{client.StanzasRead}'/><confirm xmlns='urn:tombolo:mailbox:0' upto='{(string?)entry.Attribute("seq")}'/>");
        }
    }

    private string Messages(int from, int count)
    {
        var text = new StringBuilder();
        for (var number = from; number < from + count; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<message type='chat' to='{_receiver}' id='m{number}'><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='{FixedAccounts.Digest}'>");
            text.Append("<to device='1' kind='message'>").Append('Q', 400).Append("</to></encrypted></message>");
        }

        return text.ToString();
    }
}
