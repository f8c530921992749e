using System.Data.Common;
using Dapper;
using Tombolo.Interop.Keys;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Keys;

/// <summary>
/// Hands out prekeys. A one-time key goes to one requester only; the same requester gets the same key for a day, so that asking again and again does not drain a device,
/// until a message made with it was stored.
/// </summary>
internal sealed class PreKeyStore(IDatabase database, TimeProvider time) : IPreKeyUse
{
    public static readonly TimeSpan Reservation = TimeSpan.FromHours(24);

    /// <returns>Null when the device does not exist.</returns>
    public Task<PreKeyBundle?> TakeBundleAsync(DeviceAddress device, AccountAddress requester, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => TakeBundle(connection, device, requester.ToString()), cancellationToken);

    public Task<PreKeyCount> CountAsync(DeviceAddress device, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Count(connection, device), cancellationToken);

    public async Task UsedAsync(AccountAddress sender, AccountAddress receiver, CancellationToken cancellationToken)
    {
        var pair = new { account = receiver.ToString(), requester = sender.ToString() };
        var isReserved = await database.ReadAsync(
            connection => connection.QuerySingle<long>("SELECT count(*) FROM one_time_key WHERE account = @account AND given_to = @requester", pair),
            cancellationToken) > 0;
        if (isReserved)
        {
            await database.WriteAsync(connection => connection.Execute("DELETE FROM one_time_key WHERE account = @account AND given_to = @requester", pair), cancellationToken);
        }
    }

    /// <summary>Adds what a device refills or rotates, all or nothing. The caller has checked the keys.</summary>
    /// <returns>False when the device would have more one-time keys than a host keeps, or is gone.</returns>
    public Task<bool> AddAsync(DeviceAddress device, KeyUpload upload, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Add(connection, device, upload), cancellationToken);

    private PreKeyBundle? TakeBundle(DbConnection connection, DeviceAddress device, string requester)
    {
        var row = connection.QuerySingleOrDefault<DeviceRow>(
            "SELECT registration_id AS RegistrationId, identity_key AS IdentityKey FROM device WHERE account = @account AND id = @Device",
            new { account = device.Account.ToString(), device.Device });
        if (row is null)
        {
            return null;
        }

        var oneTime = TakeOneTime(connection, device, PreKeyKind.Ec, requester, out var tookEc);
        var kyber = TakeOneTime(connection, device, PreKeyKind.Kyber, requester, out var tookKyber);
        return new PreKeyBundle
        {
            RegistrationId = row.RegistrationId,
            IdentityKey = row.IdentityKey,
            Signed = ReadSigned(connection, device, PreKeyKind.Ec),
            Kyber = kyber ?? ReadSigned(connection, device, PreKeyKind.Kyber),
            OneTime = oneTime,
            Left = tookEc || tookKyber ? Count(connection, device) : null,
        };
    }

    private HandedKey? TakeOneTime(DbConnection connection, DeviceAddress device, PreKeyKind kind, string requester, out bool tookNew)
    {
        var now = time.Now();
        var key = new { account = device.Account.ToString(), device.Device, kind = (int)kind, requester, now, since = now - Reservation.ToStore() };
        tookNew = false;
        var reserved = connection.QueryFirstOrDefault<HandedKey>(
            """
            SELECT id AS Id, key AS Key, signature AS Signature FROM one_time_key
            WHERE account = @account AND device = @Device AND given_to = @requester AND kind = @kind AND given_at > @since
            """,
            key);
        if (reserved is not null)
        {
            return reserved;
        }

        // The update decides, not the search: where several write at once, one of them gets the key and the others look again.
        while (connection.QueryFirstOrDefault<HandedKey>(
            """
            SELECT id AS Id, key AS Key, signature AS Signature FROM one_time_key
            WHERE account = @account AND device = @Device AND given_to IS NULL AND kind = @kind ORDER BY id LIMIT 1
            """,
            key) is { } free)
        {
            tookNew = connection.Execute(
                """
                UPDATE one_time_key SET given_to = @requester, given_at = @now
                WHERE account = @account AND device = @Device AND kind = @kind AND id = @id AND given_to IS NULL
                """,
                new { key.account, key.Device, key.kind, key.requester, key.now, id = (long)free.Id }) == 1;
            if (tookNew)
            {
                return free;
            }
        }

        return null;
    }

    private static HandedKey ReadSigned(DbConnection connection, DeviceAddress device, PreKeyKind kind) => connection.QuerySingle<HandedKey>(
        "SELECT id AS Id, key AS Key, signature AS Signature FROM signed_key WHERE account = @account AND device = @Device AND kind = @kind",
        new { account = device.Account.ToString(), device.Device, kind = (int)kind });

    private static PreKeyCount Count(DbConnection connection, DeviceAddress device)
    {
        var counts = connection.Query<(long Kind, long Left)>(
            "SELECT kind, count(*) FROM one_time_key WHERE account = @account AND device = @Device AND given_to IS NULL GROUP BY kind",
            new { account = device.Account.ToString(), device.Device }).ToDictionary(row => (PreKeyKind)row.Kind, row => (int)row.Left);
        return new PreKeyCount(counts.GetValueOrDefault(PreKeyKind.Ec), counts.GetValueOrDefault(PreKeyKind.Kyber));
    }

    private static bool Add(DbConnection connection, DeviceAddress device, KeyUpload upload)
    {
        var exists = connection.QuerySingle<long>(
            "SELECT count(*) FROM device WHERE account = @account AND id = @Device", new { account = device.Account.ToString(), device.Device }) > 0;
        var left = Count(connection, device);
        if (!exists || left.Ec + upload.PreKeys.Count > 2 * DeviceKeys.PreKeyCount || left.Kyber + upload.KyberPreKeys.Count > 2 * DeviceKeys.KyberPreKeyCount)
        {
            return false;
        }

        if (upload.Signed is { } signed)
        {
            PreKeyRows.PutSigned(connection, device, PreKeyKind.Ec, signed);
        }

        if (upload.LastResort is { } lastResort)
        {
            PreKeyRows.PutSigned(connection, device, PreKeyKind.Kyber, lastResort);
        }

        PreKeyRows.AddOneTime(connection, device, upload.PreKeys);
        PreKeyRows.AddOneTime(connection, device, upload.KyberPreKeys);
        return true;
    }

    private sealed record DeviceRow
    {
        public int RegistrationId { get; init; }

        public byte[] IdentityKey { get; init; } = [];
    }
}
