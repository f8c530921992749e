using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Tombolo.Interop.Identity;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;
using Tombolo.Xmpp.Addressing;

namespace Tombolo.Server.StandardClients;

/// <summary>
/// What an operator does for standard clients, straight in the host's store, beside a running host or without one. A host that runs learns of it at
/// the next login, or when somebody writes to the account.
/// </summary>
public static class StandardAccounts
{
    // Without 0, 1, l and o, which people mix up when they type.
    private const string Letters = "23456789abcdefghijkmnpqrstuvwxyz";
    private const int Groups = 5;
    private const int GroupLength = 5;

    /// <summary>Gives an account a new app password (125 random bits) instead of the one it had.</summary>
    /// <param name="storage">Where the host's store is.</param>
    /// <param name="accountOrNumber">The account's address, or its phone number with country code.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Address and password, which is shown this once and not kept; null when there is no such account.</returns>
    /// <exception cref="StorageException">There is no store, or it cannot be used.</exception>
    public static (string Account, string Password)? MakePassword(StorageOptions storage, string accountOrNumber, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(accountOrNumber);
        ArgumentNullException.ThrowIfNull(time);
        using var connection = StoreConnection.Open(storage);
        if (Find(connection, accountOrNumber) is not { } account)
        {
            return null;
        }

        var password = string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, GroupLength)));
        AppPasswordRows.Set(connection, account, AppPasswordVerifiers.CreateForRandom(password), time.Now());
        return (account, password);
    }

    /// <summary>
    /// Makes accounts for standard clients alone, all with one password: for tests and benchmarks, thousands in a second. An account
    /// that is there already gets the password.
    /// </summary>
    /// <param name="storage">Where the host's store is.</param>
    /// <param name="domain">The host's domain.</param>
    /// <param name="names">Local parts of the addresses.</param>
    /// <param name="password">The password; kept like one of random letters.</param>
    /// <param name="time">The clock.</param>
    /// <returns>How many names were given a password.</returns>
    /// <exception cref="StorageException">There is no store, or it cannot be used.</exception>
    /// <exception cref="ArgumentException">A name cannot stand in an address.</exception>
    public static int Make(StorageOptions storage, string domain, IEnumerable<string> names, string password, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(time);
        using var connection = StoreConnection.Open(storage);
        using var transaction = connection.BeginTransaction();
        var verifiers = AppPasswordVerifiers.CreateForRandom(password);
        var made = 0;
        foreach (var name in names)
        {
            var address = Jid.TryCreate(name, domain, [], out var jid)
                ? jid.ToString()
                : throw new ArgumentException($"'{name}' cannot be the name of an account.", nameof(names));
            Insert(connection, address, name, time.Now());
            AppPasswordRows.Set(connection, address, verifiers, time.Now());
            made++;
        }

        transaction.Commit();
        return made;
    }

    private static void Insert(DbConnection connection, string address, string name, long now)
    {
        var identifier = IdentifierRows.GetOrAdd(connection, ServiceNames.Host, new AccountIdentifier(IdentifierTypes.Handle, name));
        connection.Execute(
            """
            INSERT INTO account (address, service, identifier, region, created_at, seen_at) VALUES (@address, @service, @identifier, '', @now, @now)
            ON CONFLICT (address) DO NOTHING
            """,
            new { address, service = ServiceNames.Host, identifier, now });
    }

    private static string? Find(DbConnection connection, string text) => text.Contains('@', StringComparison.Ordinal)
        ? connection.QuerySingleOrDefault<string>("SELECT address FROM account WHERE address = @text AND service = ''", new { text })
        : IdentifierRows.FindAccount(connection, ServiceNames.Host, new AccountIdentifier(IdentifierTypes.Phone, text.Replace(" ", "", StringComparison.Ordinal)));
}
