using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;
using Tombolo.Server.Routing;
using Tombolo.Server.StandardClients.Iqs;

namespace Tombolo.Server.Streams;

/// <summary>What every session uses and none owns.</summary>
internal sealed class SessionServices(
    IAccountGrains grains,
    DeliveryWays ways,
    IMailboxStore mailboxes,
    SessionRegistry sessions,
    IqRouter iqs,
    StandardIqRouter standardIqs,
    GrainPatience patience,
    Nodes nodes,
    SessionReattachment reattachments,
    ServerMetrics metrics,
    IOptions<TomboloServerOptions> options,
    TimeProvider time,
    ILogger<DeviceSession> logger)
{
    public IAccountGrains Grains { get; } = grains;

    public DeliveryWays Ways { get; } = ways;

    public IMailboxStore Mailboxes { get; } = mailboxes;

    public SessionRegistry Sessions { get; } = sessions;

    public IqRouter Iqs { get; } = iqs;

    public StandardIqRouter StandardIqs { get; } = standardIqs;

    public GrainPatience Patience { get; } = patience;

    public Nodes Nodes { get; } = nodes;

    public SessionReattachment Reattachments { get; } = reattachments;

    public ServerMetrics Metrics { get; } = metrics;

    public TomboloServerOptions Options { get; } = options.Value;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;
}
