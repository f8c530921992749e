using System.Data.Common;
using Dapper;

namespace Tombolo.Server.Accounts;

/// <summary>The one table with personal identifiers.</summary>
internal static class IdentifierRows
{
    public static long GetOrAdd(DbConnection connection, string service, AccountIdentifier identifier)
    {
        var row = new { service, identifier.Type, identifier.Value };
        connection.Execute("INSERT INTO identifier (service, type, value) VALUES (@service, @Type, @Value) ON CONFLICT (service, type, value) DO NOTHING", row);
        return connection.QuerySingle<long>("SELECT id FROM identifier WHERE service = @service AND type = @Type AND value = @Value", row);
    }

    /// <summary>The address of the account that has the identifier, null when nobody has.</summary>
    public static string? FindAccount(DbConnection connection, string service, AccountIdentifier identifier) => connection.QuerySingleOrDefault<string>(
        """
        SELECT account.address FROM identifier JOIN account ON account.identifier = identifier.id
        WHERE identifier.service = @service AND identifier.type = @Type AND identifier.value = @Value
        """,
        new { service, identifier.Type, identifier.Value });

    /// <summary>Forgets identifiers that no account and no registration needs any more.</summary>
    public static int DeleteUnused(DbConnection connection) => connection.Execute(
        """
        DELETE FROM identifier
        WHERE NOT EXISTS (SELECT 1 FROM account WHERE account.identifier = identifier.id)
          AND NOT EXISTS (SELECT 1 FROM registration WHERE registration.identifier = identifier.id)
        """);
}
