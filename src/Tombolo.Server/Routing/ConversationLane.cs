using Orleans.Runtime;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Routing;

/// <summary>
/// The way from one session to one account. One batch is on its way at a time and what arrives meanwhile is the next batch, so order
/// holds without trusting the transport between nodes, and a burst costs few calls. State belongs to <see cref="Conversations"/>.
/// </summary>
internal sealed class ConversationLane(AccountAddress peer, byte[] utf8, IAccountGrain grain)
{
    public AccountAddress Peer { get; } = peer;

    /// <summary>The bare address as it stands in <c>to</c>.</summary>
    public byte[] Utf8 { get; } = utf8;

    public IAccountGrain Grain { get; } = grain;

    public List<RoutedMessage> Waiting { get; set; } = [];

    public bool IsBusy { get; set; }

    /// <summary>Another node where the account was last; null while nobody knows. Of the batch under way, as is what follows.</summary>
    public SiloAddress? Node { get; set; }

    /// <summary>The account's grain has taken a batch.</summary>
    public bool WasCalled { get; set; }

    /// <summary>The sender's own side has been asked since its facts last changed.</summary>
    public bool IsCleared { get; set; }
}
