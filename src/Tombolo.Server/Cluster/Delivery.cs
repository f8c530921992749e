using System.Diagnostics;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>Messages of one sender on their way through one account: what became of each, what is to be stored, and who waits for it.</summary>
internal sealed class Delivery(InboundMessage[] messages) : AppendBatch
{
    // Continuations run where everybody is told of a commit, so that what they write goes out with everything else of it.
    private readonly TaskCompletionSource _completion = new();
    private AccountReception? _reception;

    public InboundMessage[] Messages { get; } = messages;

    /// <summary>One for each message; final when the delivery is complete.</summary>
    public DeliveryResult[] Results { get; } = new DeliveryResult[messages.Length];

    /// <summary>The store is done with it; it is shown when all before it are settled too.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Why nothing of it was stored, as far as anybody knows; then nothing is shown.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Another activation has the account now: nothing was stored, and the messages have to be brought there.</summary>
    public bool IsSuperseded => Failure is SupersededException;

    /// <summary>From decision to commit, while somebody listens.</summary>
    public Activity? Commit { get; set; }

    /// <summary>Never faults: what went wrong stands in the results.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Sends it on its way to the disk. Under the account's lock, so that the order of appends is the order of decisions.</summary>
    public void Begin(AccountReception reception, IMailboxStore store)
    {
        _reception = reception;
        store.Append(this);
    }

    /// <summary>There is nothing to store.</summary>
    public void Finish() => _completion.SetResult();

    public override void Complete(Exception? failure)
    {
        _reception!.Settle(this, failure);
        _completion.SetResult();
    }
}
