using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Cluster;

/// <summary>The accounts whose grains live on this node.</summary>
internal sealed class ReceptionDirectory
{
    private readonly ConcurrentDictionary<AccountAddress, AccountReception> _receptions = [];

    public bool TryGet(AccountAddress account, [NotNullWhen(true)] out AccountReception? reception) => _receptions.TryGetValue(account, out reception);

    public void Add(AccountReception reception) => _receptions[reception.Account] = reception;

    /// <summary>Accounts that nobody is connected to leave this node; the next who needs one finds it elsewhere.</summary>
    public void LetGoOfNobodys()
    {
        foreach (var reception in _receptions.Values)
        {
            if (reception.With(static (_, _, sessions) => sessions.IsEmpty))
            {
                reception.Leave("Its node is drained.");
            }
        }
    }

    /// <summary>Another activation may stand there already; that one stays.</summary>
    public void Remove(AccountReception reception) => _receptions.TryRemove(new(reception.Account, reception));
}
