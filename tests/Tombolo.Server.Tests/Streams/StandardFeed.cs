using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;
using Tombolo.Server.Streams;
using Tombolo.Server.Tests.Transport;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Tests.Streams;

/// <summary>The feed of one standard client, and what of it has gone out on its connection.</summary>
internal sealed class StandardFeed
{
    /// <summary>How a client is asked how far it is.</summary>
    public const string Asking = "<r xmlns='urn:xmpp:sm:3'/>";

    private readonly WritesOnly _wire = new();
    private readonly ConnectionOutput _output;

    public StandardFeed(StreamHost host)
    {
        var services = host.Server.Services;
        var metrics = services.GetRequiredService<ServerMetrics>();
        Feed = new OutboundFeed(services.GetRequiredService<IMailboxStore>(), new StreamOptions(), metrics, NullLogger.Instance, FeedKind.Standard);
        _output = new ConnectionOutput(_wire, metrics, TimeProvider.System);
    }

    public OutboundFeed Feed { get; }

    public void Connect(bool isManaged) => Feed.Connect(_output, 1, isManaged);

    public void Push(string stanza) => Feed.Push(Encoding.UTF8.GetBytes(stanza));

    public void Answer(string stanza) => Feed.Answer(Encoding.UTF8.GetBytes(stanza));

    /// <summary>All of it, from the beginning.</summary>
    public async Task<string> WrittenAsync()
    {
        await _output.DrainAsync();
        return string.Concat(_wire.Writes);
    }
}
