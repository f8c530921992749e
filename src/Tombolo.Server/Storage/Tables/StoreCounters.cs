using System.Data.Common;
using Dapper;

namespace Tombolo.Server.Storage.Tables;

/// <summary>The highest numbers a database has given away: a restored one goes on above them.</summary>
internal static class StoreCounters
{
    private const string Entries = "entry";

    // Numbers of entries have been seen by devices, which may still confirm what they got after the backup was made; those numbers must not come back.
    private const long Gap = 1_000_000_000;

    private static readonly string[] Identities = ["mailbox", "identifier"];

    public static IReadOnlyDictionary<string, long> Read(DbConnection connection, DatabaseEngine engine)
    {
        var counters = Identities.ToDictionary(
            static table => table,
            table => connection.ExecuteScalar<long>(engine == DatabaseEngine.Postgres
                ? $"SELECT greatest(last_value, (SELECT coalesce(max(id), 0) FROM {table})) FROM {table}_id_seq"
                : $"SELECT coalesce(max(id), 0) FROM {table}"),
            StringComparer.Ordinal);
        if (engine == DatabaseEngine.Sqlite)
        {
            counters["mailbox"] = connection.ExecuteScalar<long>("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'mailbox'");
        }

        counters[Entries] = connection.ExecuteScalar<long>(
            engine == DatabaseEngine.Postgres ? "SELECT last_value FROM entry_seq" : "SELECT max(upto, (SELECT coalesce(max(seq), 0) FROM entry)) FROM seq_reserved");
        return counters;
    }

    public static void Restore(DbConnection connection, DatabaseEngine engine, IReadOnlyDictionary<string, long> counters)
    {
        var entries = counters[Entries] + Gap;
        if (engine == DatabaseEngine.Sqlite)
        {
            connection.Execute("UPDATE seq_reserved SET upto = @entries", new { entries });
            connection.Execute("DELETE FROM sqlite_sequence WHERE name = 'mailbox'; INSERT INTO sqlite_sequence (name, seq) VALUES ('mailbox', @mailboxes)", new { mailboxes = counters["mailbox"] });
            return;
        }

        connection.Execute("SELECT setval('entry_seq', @entries)", new { entries });
        foreach (var table in Identities)
        {
            connection.Execute($"SELECT setval('{table}_id_seq', @next, false)", new { next = counters[table] + 1 });
        }
    }
}
