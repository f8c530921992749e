using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Keys;

/// <summary>Tells everybody with an accepted conversation that an account's devices or identity key changed; also who is offline learns of it.</summary>
internal sealed class KeyChangeNotices(IDatabase database, IAccountFacts accountFacts, IAccountSignals signals)
{
    // Somebody with fifty thousand contacts must not wake all of them in the same instant.
    private const int MaxAtOnce = 64;

    // A peer hears of it who writes with the account and was not refused by it; between services the account must have accepted too.
    private const string PeersSql =
        """
        SELECT theirs.owner FROM relation theirs
        JOIN account peer ON peer.address = theirs.owner
        JOIN account changed ON changed.address = theirs.peer
        LEFT JOIN relation mine ON mine.owner = theirs.peer AND mine.peer = theirs.owner
        WHERE theirs.peer = @account AND theirs.state = @accepted
          AND (mine.state = @accepted OR (mine.state IS NULL AND peer.service = changed.service))
        """;

    public async Task SendAsync(AccountAddress account, CancellationToken cancellationToken)
    {
        if (await accountFacts.LoadAsync(account, cancellationToken) is not { } facts)
        {
            return;
        }

        var notice = new HostNotice(account.ToString(), DeviceListElement.Utf8Of(facts));
        var peers = await database.ReadAsync(
            connection => connection.Query<string>(PeersSql, new { account = account.ToString(), accepted = (int)RelationState.Accepted }).ToArray(),
            cancellationToken);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(peers, limits, async (peer, cancelled) => await signals.NotifyAsync(AccountAddress.Parse(peer), notice, cancelled));
    }
}
