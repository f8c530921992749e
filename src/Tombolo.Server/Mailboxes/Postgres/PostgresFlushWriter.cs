using System.Data.Common;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Tombolo.Server.Mailboxes.Postgres;

/// <summary>
/// Three statements for a flush, however much is in it: whether the mailboxes are still ours, the digests, which tell the duplicates of any node, and
/// then the entries as arrays.
/// Keeps no memory: what another node stored counts as much as what this one did.
/// </summary>
internal sealed class PostgresFlushWriter : IMailboxFlushWriter
{
    private const string OpenSql =
        """
        INSERT INTO mailbox (account, device, term) VALUES (@account, @device, 1)
        ON CONFLICT (account, device) DO UPDATE SET term = mailbox.term + 1 RETURNING id AS Id, term AS Term
        """;

    // Held until the commit: who opens one of these mailboxes meanwhile waits, and then all that comes after has higher numbers than this.
    private const string HoldSql =
        """
        SELECT id, term FROM mailbox JOIN unnest(@ids, @terms) AS held (mailbox, held_term) ON id = mailbox AND term = held_term FOR SHARE OF mailbox
        """;

    // A digest older than the window is as good as absent; it is only still there because nobody swept it yet.
    private const string RememberSql =
        """
        INSERT INTO stored_digest AS known (digest, stored_at) SELECT digest, stored_at FROM unnest(@digests, @times) AS new (digest, stored_at)
        ON CONFLICT (digest) DO UPDATE SET stored_at = excluded.stored_at WHERE known.stored_at <= excluded.stored_at - @window
        RETURNING digest
        """;

    private const string InsertSql =
        """
        INSERT INTO entry (mailbox, stored_at, request, content) SELECT mailbox, stored_at, request, content
        FROM unnest(@mailboxes, @times, @requests, @contents) AS new (mailbox, stored_at, request, content)
        RETURNING seq
        """;

    // A function, because it brings its planner settings along (migration 0012).
    private const string ConfirmSql = "SELECT delete_confirmed(@mailboxes, @uptos)";

    private const string RemoveSql =
        """
        WITH entries AS (DELETE FROM entry WHERE ctid IN (SELECT ctid FROM entry WHERE stored_at < @entries LIMIT 1000) RETURNING 1),
             digests AS (DELETE FROM stored_digest WHERE ctid IN (SELECT ctid FROM stored_digest WHERE stored_at < @digests LIMIT 10000) RETURNING 1)
        SELECT (SELECT count(*) FROM entries) + (SELECT count(*) FROM digests)
        """;

    public OpenMailbox Open(DbConnection connection, string account, int device) => connection.QuerySingle<OpenMailbox>(OpenSql, new { account, device });

    public void Run(DbConnection connection, MailboxFlush flush)
    {
        var postgres = (NpgsqlConnection)connection;
        MailboxAppend[] stanzas = [.. flush.Stanzas];
        FindSuperseded(postgres, stanzas);
        FindDuplicates(postgres, [.. stanzas.Where(stanza => !stanza.IsSuperseded)]);
        Insert(postgres, [.. stanzas.Where(stanza => !stanza.IsSuperseded && !stanza.IsDuplicate)]);
        Confirm(postgres, flush.Confirms);
    }

    public int RemoveStoredBefore(DbConnection connection, long entries, long digests) => (int)connection.QuerySingle<long>(RemoveSql, new { entries, digests });

    public void Dispose()
    {
        // Nothing is held.
    }

    private static void FindSuperseded(NpgsqlConnection connection, MailboxAppend[] stanzas)
    {
        var asked = stanzas.SelectMany(stanza => stanza.Entries, (_, entry) => entry.Mailbox).ToHashSet();
        if (asked.Count == 0)
        {
            return;
        }

        using var command = new NpgsqlCommand(HoldSql, connection);
        command.Parameters.Add(Values("ids", NpgsqlDbType.Bigint, asked.Select(mailbox => mailbox.Id).ToArray()));
        command.Parameters.Add(Values("terms", NpgsqlDbType.Bigint, asked.Select(mailbox => mailbox.Term).ToArray()));
        var held = new HashSet<OpenMailbox>(asked.Count);
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                held.Add(new OpenMailbox(reader.GetInt64(0), reader.GetInt64(1)));
            }
        }

        // Fewer rows than questions: some mailbox has another term now, or is gone.
        var isAll = held.Count == asked.Count;
        foreach (var stanza in stanzas)
        {
            stanza.IsSuperseded = !isAll && Array.Exists(stanza.Entries, entry => !held.Contains(entry.Mailbox));
        }
    }

    private static void FindDuplicates(NpgsqlConnection connection, MailboxAppend[] stanzas)
    {
        // Of the same stanza twice in one flush the first counts; the statement may meet a row only once.
        var first = new Dictionary<StanzaDigest, MailboxAppend>();
        foreach (var stanza in stanzas)
        {
            stanza.IsDuplicate = stanza.Digest is { } digest && !first.TryAdd(digest, stanza);
        }

        if (first.Count == 0)
        {
            return;
        }

        using var command = new NpgsqlCommand(RememberSql, connection);
        command.Parameters.Add(Values("digests", NpgsqlDbType.Bytea, first.Keys.Select(digest => digest.ToBytes()).ToArray()));
        command.Parameters.Add(Values("times", NpgsqlDbType.Bigint, first.Values.Select(stanza => stanza.At.ToUnixTimeMilliseconds()).ToArray()));
        command.Parameters.Add(new NpgsqlParameter<long>("window", (long)RecentDigests.Window.TotalMilliseconds));
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                first.Remove(StanzaDigest.FromBytes(reader.GetFieldValue<byte[]>(0)));
            }
        }

        foreach (var known in first.Values)
        {
            known.IsDuplicate = true;
        }
    }

    private static void Insert(NpgsqlConnection connection, MailboxAppend[] stanzas)
    {
        var rows = stanzas.SelectMany(stanza => stanza.Entries, (stanza, entry) => (Stanza: stanza, entry.Mailbox, entry.Content)).ToArray();
        if (rows.Length == 0)
        {
            return;
        }

        using var command = new NpgsqlCommand(InsertSql, connection);
        command.Parameters.Add(Values("mailboxes", NpgsqlDbType.Bigint, Array.ConvertAll(rows, row => row.Mailbox.Id)));
        command.Parameters.Add(Values("times", NpgsqlDbType.Bigint, Array.ConvertAll(rows, row => row.Stanza.At.ToUnixTimeMilliseconds())));
        command.Parameters.Add(Values("requests", NpgsqlDbType.Bigint, Array.ConvertAll(rows, row => row.Stanza.IsRequest ? 1L : 0L)));
        command.Parameters.Add(Values("contents", NpgsqlDbType.Bytea, Array.ConvertAll(rows, row => row.Content)));
        using var reader = command.ExecuteReader();
        foreach (var stanza in stanzas)
        {
            stanza.Seqs = new long[stanza.Entries.Length];
            for (var index = 0; index < stanza.Seqs.Length; index++)
            {
                stanza.Seqs[index] = reader.Read() ? reader.GetInt64(0) : throw new InvalidOperationException("Fewer numbers came back than entries went out.");
            }
        }
    }

    private static void Confirm(NpgsqlConnection connection, Dictionary<long, long> confirms)
    {
        if (confirms.Count == 0)
        {
            return;
        }

        using var command = new NpgsqlCommand(ConfirmSql, connection);
        command.Parameters.Add(Values("mailboxes", NpgsqlDbType.Bigint, confirms.Keys.ToArray()));
        command.Parameters.Add(Values("uptos", NpgsqlDbType.Bigint, confirms.Values.ToArray()));
        command.ExecuteNonQuery();
    }

    private static NpgsqlParameter<T[]> Values<T>(string name, NpgsqlDbType element, T[] values) =>
        new(name, NpgsqlDbType.Array | element) { TypedValue = values };
}
