using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>Whatever has to wait for the store before an account's reception can go on. Runs in the turns of the account's grain.</summary>
internal sealed class AccountUpdates(AccountReception reception, IAccountFacts accountFacts, IRelations relations, IMailboxStore store, TimeProvider time)
{
    // Whoever writes to somebody without an app password makes the store be asked no more often than this.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private AccountAddress Account => reception.Account;

    /// <summary>Reads facts anew. When that fails nothing is decided until somebody has tried again.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        reception.With(static (knowledge, _, _) => knowledge.Distrust());
        var facts = await accountFacts.LoadAsync(Account, cancellationToken);
        var opened = new Dictionary<int, AccountMailbox>();
        foreach (var device in reception.With((_, mailboxes, _) => mailboxes.Missing(facts)))
        {
            var mailbox = await store.OpenAsync(new DeviceAddress(Account, device), cancellationToken);
            opened[device] = new AccountMailbox(mailbox, await store.MeasureAsync(mailbox.Id, cancellationToken));
        }

        reception.With((knowledge, mailboxes, _) =>
        {
            mailboxes.Fit(facts, opened);
            knowledge.Learn(facts, time.GetTimestamp());
        });
    }

    /// <summary>Reads facts anew that nobody has said are old, unless they were read just now.</summary>
    /// <returns>Whether they were read.</returns>
    public async Task<bool> LookAgainAsync(CancellationToken cancellationToken)
    {
        if (reception.With((knowledge, _, _) => time.GetElapsedTime(knowledge.LearnedAt) < BetweenLooks))
        {
            return false;
        }

        await ReloadAsync(cancellationToken);
        return true;
    }

    /// <summary>The account writes to a peer, so the peer may answer.</summary>
    public async Task WriteToAsync(AccountAddress peer, CancellationToken cancellationToken)
    {
        if (reception.With((knowledge, _, _) => knowledge.RelationWith(peer)).State is not RelationState.Accepted)
        {
            Relate(peer, await relations.WritingToAsync(Account, peer, cancellationToken));
        }
    }

    /// <summary>A stranger's request is about to be stored. Counted before it is: a crash in between costs the stranger one of five, never lets a sixth through.</summary>
    public Task CountRequestAsync(AccountAddress peer)
    {
        reception.With((knowledge, _, _) => knowledge.Relate(peer, new Relation(RelationState.Requested, knowledge.RelationWith(peer).Requests + 1)));
        return CountDroppedAsync(peer);
    }

    /// <summary>A request that is dropped counts all the same.</summary>
    public async Task CountDroppedAsync(AccountAddress peer) => Relate(peer, await relations.RequestDeliveredAsync(Account, peer, CancellationToken.None));

    /// <summary>Asks the store how full the mailboxes are.</summary>
    public async Task MeasureAsync(Admission admission)
    {
        foreach (var device in admission.Devices)
        {
            if (reception.With((_, mailboxes, _) => mailboxes.Of(device)) is { } mailbox)
            {
                var fill = await store.MeasureAsync(mailbox.Mailbox.Id, CancellationToken.None);
                reception.With((_, _, _) => mailbox.Set(fill));
            }
        }
    }

    private void Relate(AccountAddress peer, Relation relation) => reception.With((knowledge, _, _) => knowledge.Relate(peer, relation));
}
