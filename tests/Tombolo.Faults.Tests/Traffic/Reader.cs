using System.Globalization;
using System.Xml.Linq;
using Tombolo.Faults.Tests.Ledgers;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>
/// Receives as a device does: shows and saves, then confirms. It knows a repetition by the entry's number alone, which is what the host
/// promises: a message stored twice has two numbers and is shown twice. A standard client has no such number and shows whatever comes.
/// </summary>
internal sealed class Reader(Ledger ledger, int conversation, string address, TrafficOptions options)
{
    private readonly HashSet<int> _numbers = [];
    private long _saved;
    private int _shown;

    public string Address => address;

    /// <summary>How many different messages were shown; the ledger knows which came twice.</summary>
    public int Shown => Volatile.Read(ref _shown);

    /// <summary>Reads until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => new Reconnecting(options, options.ReaderPort, address).RunAsync(ReadAsync, () => true, cancellationToken);

    private async Task ReadAsync(ITrafficClient client, Welcome welcome, CancellationToken cancellationToken)
    {
        using var stopping = cancellationToken.Register(client.Cut);
        if (options.IsStandard && welcome is { IsResumed: false } or { IsResumed: true, Handled: 0 })
        {
            // The only stanza it ever sends; it goes again if it never arrived.
            await client.SendAsync("<presence/>");
        }

        var unconfirmed = 0;
        while (true)
        {
            var hasMore = client.TryRead(out var element);
            if (!hasMore && unconfirmed > 0)
            {
                await client.ConfirmAsync(_saved);
                unconfirmed = 0;
            }

            unconfirmed += Save(element ?? await client.ReadAsync()) ? 1 : 0;
        }
    }

    private bool Save(XElement element)
    {
        if (options.IsStandard ? element.Name != TestClient.Client + "message" : element.Element(TestClient.Entry + "entry") is null)
        {
            return false;
        }

        if (options.IsStandard || IsNew(element))
        {
            var number = int.Parse(((string)element.Attribute("id")!)[1..], CultureInfo.InvariantCulture);
            ledger.Write(Happening.Shown, conversation, number);
            _numbers.Add(number);
            Volatile.Write(ref _shown, _numbers.Count);
        }

        return true;
    }

    private bool IsNew(XElement element)
    {
        var seq = long.Parse((string)element.Element(TestClient.Entry + "entry")!.Attribute("seq")!, CultureInfo.InvariantCulture);
        var isNew = seq > _saved;
        _saved = Math.Max(_saved, seq);
        return isNew;
    }
}
