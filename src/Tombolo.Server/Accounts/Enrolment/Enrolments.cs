using System.Data.Common;
using Dapper;
using Tombolo.Interop.Enlistment;
using Tombolo.Server.Accounts.Login;
using Tombolo.Server.Keys;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Accounts.Enrolment;

/// <summary>The part that registration and enlistment share: one device with its keys becomes the account's device, replacing what was there.</summary>
internal sealed class Enrolments(LoginTokens tokens, HostEndpointsSource endpoints, IAccountSignals signals, KeyChangeNotices notices, TimeProvider time)
{
    /// <summary>Runs inside the caller's transaction. The account keeps its address; its devices, keys and tokens are replaced, and what waited for the old device is deleted.</summary>
    /// <returns>True when the account existed before.</returns>
    public bool Replace(DbConnection connection, Enrolling enrolling, AccountAddress account, long identifier)
    {
        var address = account.ToString();
        var now = time.Now();
        var existed = connection.Execute(
            "UPDATE account SET identifier = @identifier, region = @Region, seen_at = @now WHERE address = @address",
            new { address, identifier, enrolling.Region, now }) > 0;
        if (!existed)
        {
            connection.Execute(
                "INSERT INTO account (address, service, identifier, region, created_at, seen_at) VALUES (@address, @Service, @identifier, @Region, @now, @now)",
                new { address, enrolling.Service, identifier, enrolling.Region, now });
        }

        connection.Execute("DELETE FROM device WHERE account = @address", new { address });
        MailboxRows.RemoveDevices(connection, account);
        InsertDevice(connection, enrolling, account, now);
        PreKeyRows.InsertAll(connection, new DeviceAddress(account, DeviceAddress.Primary), enrolling.Keys);
        return existed;
    }

    /// <summary>Call after the commit: ends the old device's session, then lets the account's grain and its contacts see the new one.</summary>
    public async Task<Enrolled> AnnounceAsync(Enrolling enrolling, AccountAddress account, bool existed, CancellationToken cancellationToken)
    {
        if (existed)
        {
            await signals.DeviceRemovedAsync(new DeviceAddress(account, DeviceAddress.Primary), cancellationToken);
        }

        await signals.FactsChangedAsync(account, cancellationToken);
        if (existed)
        {
            await notices.SendAsync(account, cancellationToken);
        }

        return endpoints.Describe(account, enrolling.LoginToken, enrolling.ProofEndsAt);
    }

    private void InsertDevice(DbConnection connection, Enrolling enrolling, AccountAddress account, long now) => connection.Execute(
        """
        INSERT INTO device (account, id, registration_id, platform, name, identity_key, token, proof_ends_at, created_at)
        VALUES (@account, @id, @registrationId, @platform, @name, @identityKey, @token, @proofEndsAt, @now)
        """,
        new
        {
            account = account.ToString(),
            id = DeviceAddress.Primary,
            registrationId = (long)enrolling.Device.RegistrationId,
            platform = enrolling.Device.Platform,
            name = enrolling.Device.Name,
            identityKey = enrolling.Keys.IdentityKey,
            token = tokens.Seal(new DeviceAddress(account, DeviceAddress.Primary), enrolling.LoginToken),
            proofEndsAt = enrolling.ProofEndsAt?.ToUnixTimeMilliseconds(),
            now,
        });
}
