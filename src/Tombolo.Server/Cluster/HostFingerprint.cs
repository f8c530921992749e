using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Hosting;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Cluster;

/// <summary>
/// All nodes need the same <c>keys/host.key</c>: with another one a node could not check the login tokens that its neighbours gave out. So the first node leaves a
/// fingerprint in the store, and a node that does not match does not start.
/// </summary>
internal sealed class HostFingerprint(IDatabase database, HostSecret secret) : IHostedLifecycleService
{
    /// <exception cref="StorageException">The key is not the one the other nodes have.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var own = secret.DeriveKey("fingerprint");
        var known = await database.WriteAsync(
            connection => connection.QuerySingle<byte[]>(
                """
                INSERT INTO host_fingerprint (id, fingerprint) VALUES (1, @own) ON CONFLICT (id) DO UPDATE SET fingerprint = host_fingerprint.fingerprint
                RETURNING fingerprint
                """,
                new { own }),
            cancellationToken);
        if (!CryptographicOperations.FixedTimeEquals(own, known))
        {
            throw new StorageException(
                "The file keys/host.key in the data folder is not the one of the other nodes: copy it from one of them before the first start.", isTransient: false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
