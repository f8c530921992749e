using System.Data.Common;
using Dapper;
using Npgsql;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.StandardClients;

/// <summary>The rows of <c>app_password</c>.</summary>
internal static class AppPasswordRows
{
    /// <summary>Gives the account this password instead of the one it had.</summary>
    public static void Set(DbConnection connection, string account, AppPasswordVerifiers password, long now) => connection.Execute(
        """
        INSERT INTO app_password (account, salt, iterations, sha1_stored_key, sha1_server_key, sha256_stored_key, sha256_server_key, plain_verifier, created_at)
        VALUES (@account, @salt, @iterations, @sha1StoredKey, @sha1ServerKey, @sha256StoredKey, @sha256ServerKey, @plain, @now)
        ON CONFLICT (account) DO UPDATE SET salt = excluded.salt, iterations = excluded.iterations, sha1_stored_key = excluded.sha1_stored_key,
            sha1_server_key = excluded.sha1_server_key, sha256_stored_key = excluded.sha256_stored_key,
            sha256_server_key = excluded.sha256_server_key, plain_verifier = excluded.plain_verifier, created_at = excluded.created_at
        """,
        new
        {
            account,
            salt = (password.Sha256 ?? password.Sha1)!.Salt.ToArray(),
            iterations = (password.Sha256 ?? password.Sha1)!.Iterations,
            sha1StoredKey = password.Sha1?.StoredKey.ToArray(),
            sha1ServerKey = password.Sha1?.ServerKey.ToArray(),
            sha256StoredKey = password.Sha256?.StoredKey.ToArray(),
            sha256ServerKey = password.Sha256?.ServerKey.ToArray(),
            plain = password.Plain,
            now,
        });

    public static ScramCredentials? Find(DbConnection connection, string account, ScramHash hash)
    {
        var row = connection.QuerySingleOrDefault<Row>(
            hash == ScramHash.Sha1
                ? "SELECT salt AS Salt, iterations AS Iterations, sha1_stored_key AS StoredKey, sha1_server_key AS ServerKey FROM app_password WHERE account = @account"
                : "SELECT salt AS Salt, iterations AS Iterations, sha256_stored_key AS StoredKey, sha256_server_key AS ServerKey FROM app_password WHERE account = @account",
            new { account });
        return row?.StoredKey is null || row.ServerKey is null ? null : new ScramCredentials(hash, row.Salt, row.Iterations, row.StoredKey, row.ServerKey);
    }

    /// <summary>All that is kept of an account's password, in one query; null when it has none.</summary>
    public static AppPasswordVerifiers? FindOne(DbConnection connection, string account) =>
        connection.QuerySingleOrDefault<WholeRow>($"SELECT {WholeRow.Columns} FROM app_password WHERE account = @account", new { account })?.ToVerifiers();

    /// <summary>What is kept of the passwords of accounts; those that have none are not in it.</summary>
    public static IReadOnlyDictionary<string, AppPasswordVerifiers> FindAll(DbConnection connection, IReadOnlyCollection<string> accounts) => connection.Query<WholeRow>(
        $"SELECT {WholeRow.Columns} FROM app_password WHERE account {(connection is NpgsqlConnection ? "= ANY (@accounts)" : "IN @accounts")}",
        new { accounts = accounts.ToArray() }).ToDictionary(static row => row.Account, static row => row.ToVerifiers(), StringComparer.Ordinal);

    public static bool Exists(DbConnection connection, string account) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM app_password WHERE account = @account)", new { account });

    private sealed record Row
    {
        public byte[] Salt { get; init; } = [];

        public int Iterations { get; init; }

        public byte[]? StoredKey { get; init; }

        public byte[]? ServerKey { get; init; }
    }

    private sealed record WholeRow
    {
        public const string Columns =
            """
            account AS Account, salt AS Salt, iterations AS Iterations, sha1_stored_key AS Sha1StoredKey, sha1_server_key AS Sha1ServerKey,
            sha256_stored_key AS Sha256StoredKey, sha256_server_key AS Sha256ServerKey, plain_verifier AS Plain
            """;

        public string Account { get; init; } = "";

        public byte[] Salt { get; init; } = [];

        public int Iterations { get; init; }

        public byte[]? Sha1StoredKey { get; init; }

        public byte[]? Sha1ServerKey { get; init; }

        public byte[]? Sha256StoredKey { get; init; }

        public byte[]? Sha256ServerKey { get; init; }

        public byte[]? Plain { get; init; }

        public AppPasswordVerifiers ToVerifiers() => new(
            Sha1StoredKey is null ? null : new ScramCredentials(ScramHash.Sha1, Salt, Iterations, Sha1StoredKey, Sha1ServerKey),
            Sha256StoredKey is null ? null : new ScramCredentials(ScramHash.Sha256, Salt, Iterations, Sha256StoredKey, Sha256ServerKey),
            Plain);
    }
}
