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

    /// <summary>Another activation may stand there already; that one stays.</summary>
    public void Remove(AccountReception reception) => _receptions.TryRemove(new(reception.Account, reception));
}
