using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Options;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Keys;
using Tombolo.Server.Accounts;
using Tombolo.Server.Accounts.Login;
using Tombolo.Server.Storage;

namespace Tombolo.Server.LoadAccounts;

/// <summary>Makes accounts with a device of our own straight in the host's store, for a load generator on the same machine: thousands in a second.</summary>
public static class LoadDevices
{
    private const int IdentityKeyBytes = 33;
    private const byte CurveKeyType = 5;
    private const int MaxRegistrationId = 16_380;

    /// <summary>Their keys are random bytes: a host never looks into them.</summary>
    /// <param name="storage">Where the host's store is; its data folder holds the key that seals login tokens.</param>
    /// <param name="domain">The host's domain.</param>
    /// <param name="count">How many accounts, each with one device.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StorageException">There is no store, or it cannot be used.</exception>
    public static IReadOnlyList<LoadDevice> Make(StorageOptions storage, string domain, int count, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(time);
        var options = new TomboloServerOptions { Domain = domain };
        options.Storage.DataFolder = storage.DataFolder;
        var tokens = new LoginTokens(new HostSecret(Options.Create(options)));
        var devices = new List<LoadDevice>(count);
        using var connection = StoreConnection.Open(storage);
        using var transaction = connection.BeginTransaction();
        while (devices.Count < count)
        {
            devices.Add(Insert(connection, new DeviceAddress(AccountAddress.Create(Guid.NewGuid(), domain), DeviceAddress.Primary), tokens, time.Now()));
        }

        transaction.Commit();
        return devices;
    }

    private static LoadDevice Insert(DbConnection connection, DeviceAddress device, LoginTokens tokens, long now)
    {
        byte[] identityKey = [CurveKeyType, .. RandomNumberGenerator.GetBytes(IdentityKeyBytes - 1)];
        var registration = RandomNumberGenerator.GetInt32(1, MaxRegistrationId);
        var token = LoginTokens.Create();
        var account = device.Account.ToString();
        var identifier = IdentifierRows.GetOrAdd(connection, ServiceNames.Host, new AccountIdentifier(IdentifierTypes.Handle, device.Account.Local.ToString()));
        connection.Execute(
            "INSERT INTO account (address, service, identifier, region, created_at, seen_at) VALUES (@account, @service, @identifier, '', @now, @now)",
            new { account, service = ServiceNames.Host, identifier, now });
        connection.Execute(
            """
            INSERT INTO device (account, id, registration_id, platform, name, identity_key, token, created_at)
            VALUES (@account, @id, @registration, 'android', 'load', @identityKey, @token, @now)
            """,
            new { account, id = (long)device.Device, registration = (long)registration, identityKey, token = tokens.Seal(device, token), now });
        return new LoadDevice(device.ToString(), token, DeviceListDigest.Of([new ListedDevice(device.Device, (uint)registration, identityKey)]));
    }
}
