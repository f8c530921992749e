using System.Data.Common;
using Dapper;
using Tombolo.Interop.Keys;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Keys;

/// <summary>Writes prekeys inside the caller's transaction.</summary>
internal static class PreKeyRows
{
    public static void InsertAll(DbConnection connection, DeviceAddress device, DeviceKeys keys)
    {
        PutSigned(connection, device, PreKeyKind.Ec, keys.SignedPreKey);
        PutSigned(connection, device, PreKeyKind.Kyber, keys.KyberLastResort);
        AddOneTime(connection, device, keys.PreKeys);
        AddOneTime(connection, device, keys.KyberPreKeys);
    }

    /// <summary>Replaces the signed prekey or last-resort key in use.</summary>
    public static void PutSigned(DbConnection connection, DeviceAddress device, PreKeyKind kind, SignedPreKey key) => connection.Execute(
        """
        INSERT INTO signed_key (account, device, kind, id, key, signature) VALUES (@account, @device, @kind, @id, @key, @signature)
        ON CONFLICT (account, device, kind) DO UPDATE SET id = excluded.id, key = excluded.key, signature = excluded.signature
        """,
        Parameters(device, kind, key.Id, key.Key, key.Signature));

    public static void AddOneTime(DbConnection connection, DeviceAddress device, IEnumerable<PreKey> keys) =>
        AddOneTime(connection, keys.Select(key => Parameters(device, PreKeyKind.Ec, key.Id, key.Key, null)));

    public static void AddOneTime(DbConnection connection, DeviceAddress device, IEnumerable<SignedPreKey> keys) =>
        AddOneTime(connection, keys.Select(key => Parameters(device, PreKeyKind.Kyber, key.Id, key.Key, key.Signature)));

    // An id that is there already is left alone: the upload was repeated, and the key may have been given away.
    private static void AddOneTime(DbConnection connection, IEnumerable<object> rows) => connection.Execute(
        """
        INSERT INTO one_time_key (account, device, kind, id, key, signature) VALUES (@account, @device, @kind, @id, @key, @signature)
        ON CONFLICT (account, device, kind, id) DO NOTHING
        """,
        rows);

    private static object Parameters(DeviceAddress device, PreKeyKind kind, uint id, byte[] key, byte[]? signature) =>
        new { account = device.Account.ToString(), device = device.Device, kind = (int)kind, id = (long)id, key, signature };
}
