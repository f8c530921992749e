using Orleans.Runtime;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Cluster;

/// <summary>What a session is told when it begins.</summary>
/// <param name="Mailbox">The number of its mailbox.</param>
/// <param name="Facts">The account as it is.</param>
/// <param name="Newest">The newest entry that may be in the mailbox; what comes later is offered.</param>
/// <param name="Node">The node where the account's grain is; when that node is lost, the session has to attach again.</param>
[GenerateSerializer, Immutable, Alias("tombolo.attachment")]
internal sealed record Attachment([property: Id(0)] long Mailbox, [property: Id(1)] AccountFacts Facts, [property: Id(2)] long Newest, [property: Id(3)] SiloAddress Node);
