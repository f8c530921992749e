using Tombolo.Server.Accounts;

namespace Tombolo.Server.Cluster;

/// <summary>What a session is told when it begins.</summary>
[GenerateSerializer, Immutable]
internal sealed record Attachment([property: Id(0)] long Mailbox, [property: Id(1)] AccountFacts Facts);
