using System.Globalization;
using System.Xml.Linq;
using Tombolo.Faults.Tests.Ledgers;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>
/// Receives as a device does: shows and saves, then confirms. It knows a repetition by the entry's number alone, which is what the host
/// promises: a message stored twice has two numbers and is shown twice.
/// </summary>
internal sealed class Reader(Ledger ledger, int conversation, string address, TrafficOptions options)
{
    private long _saved;
    private int _shown;

    public string Address => address;

    public int Shown => Volatile.Read(ref _shown);

    /// <summary>Reads until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => new Reconnecting(options, options.ReaderPort, address).RunAsync(ReadAsync, () => true, cancellationToken);

    private async Task ReadAsync(TestClient client, XElement? resumed, CancellationToken cancellationToken)
    {
        using var stopping = cancellationToken.Register(client.Cut);
        var unconfirmed = 0;
        while (true)
        {
            var hasMore = client.TryRead(out var element);
            if (!hasMore && unconfirmed > 0)
            {
                await client.SendAsync($"<a xmlns='urn:xmpp:sm:3' h='{client.StanzasRead}'/>");
                await client.ConfirmAsync(_saved);
                unconfirmed = 0;
            }

            unconfirmed += Save(element ?? await client.ReadAsync()) ? 1 : 0;
        }
    }

    private bool Save(XElement element)
    {
        if (element.Element(TestClient.Entry + "entry") is not { } entry)
        {
            return false;
        }

        var seq = long.Parse((string)entry.Attribute("seq")!, CultureInfo.InvariantCulture);
        if (seq > _saved)
        {
            ledger.Write(Happening.Shown, conversation, int.Parse(((string)element.Attribute("id")!)[1..], CultureInfo.InvariantCulture));
            _saved = seq;
            Interlocked.Increment(ref _shown);
        }

        return true;
    }
}
