using System.Buffers.Binary;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Mailboxes.Sqlite;

/// <summary>
/// The part that runs on the writer's thread: numbers entries, drops duplicates, inserts. Its memory (next number, recent digests)
/// is only ever touched there. A flush counts from here on, but whether it was committed shows later; so the next one begins by asking the
/// store, which knows it before anybody could be told: a repetition right behind a commit that failed must not pass for a duplicate.
/// </summary>
internal sealed class SqliteFlushWriter(AgeClock age) : IMailboxFlushWriter
{
    // One reservation for so many numbers: a write of one row now and then instead of one for each commit. A crash skips the rest.
    private const long ReservationSize = 1_000_000;

    private readonly RecentDigests _recent = new();
    private SqliteMailboxStatements? _statements;
    private MailboxFlush? _unproved;
    private long _unprovedRow;
    private long _nextSeq;
    private long _reservedUpto;
    private byte[] _digests = new byte[StanzaDigest.SizeBytes * 64];

    public OpenMailbox Open(DbConnection connection, string account, int device) => new(
        connection.ExecuteScalar<long>(
            """
            INSERT INTO mailbox (account, device) VALUES (@account, @device) ON CONFLICT (account, device) DO NOTHING;
            SELECT id FROM mailbox WHERE account = @account AND device = @device;
            """,
            new { account, device }),
        Term: 0);

    public void Run(DbConnection connection, MailboxFlush flush)
    {
        Prepare((SqliteConnection)connection);
        Prove();
        _unproved = flush;
        _unprovedRow = 0;
        Write(flush);
    }

    public int RemoveStoredBefore(DbConnection connection, long entries, long digests) => connection.Execute(
        """
        DELETE FROM entry WHERE stored_at < @entries AND seq IN (SELECT seq FROM entry ORDER BY seq LIMIT 1000);
        DELETE FROM stored_digest WHERE stored_at < @digests AND id IN (SELECT id FROM stored_digest ORDER BY id LIMIT 1000);
        """,
        new { entries, digests });

    public void Dispose() => _statements?.Dispose();

    private void Prepare(SqliteConnection connection)
    {
        if (_statements?.Connection == connection)
        {
            return;
        }

        _statements?.Dispose();
        _statements = new SqliteMailboxStatements(connection);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT upto FROM seq_reserved";
        _nextSeq = (long)command.ExecuteScalar()! + 1;
        _reservedUpto = 0;
        command.CommandText = "SELECT stored_at, digests FROM stored_digest WHERE stored_at > $after ORDER BY id";
        command.Parameters.AddWithValue("$after", (age.Now() - RecentDigests.Window).ToUnixTimeMilliseconds());
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0));
            var digests = reader.GetFieldValue<byte[]>(1);
            for (var offset = 0; offset < digests.Length; offset += StanzaDigest.SizeBytes)
            {
                _recent.Add(new StanzaDigest(BinaryPrimitives.ReadUInt128BigEndian(digests.AsSpan(offset))), at);
            }
        }
    }

    /// <summary>The flush before, or this one's first try: what it remembered holds only if the store has it.</summary>
    private void Prove()
    {
        if (_unproved is not { } flush)
        {
            return;
        }

        if (flush.Added.Count > 0 && !_statements!.HasDigests(_unprovedRow))
        {
            flush.Added.ForEach(_recent.Remove);
        }

        flush.Added.Clear();
        _reservedUpto = Math.Min(_reservedUpto, _statements!.Reserved());
        _unproved = null;
    }

    private void Write(MailboxFlush flush)
    {
        var now = age.Now();
        var digestBytes = 0;
        _recent.Advance(now);
        foreach (var stanza in flush.Stanzas)
        {
            stanza.IsDuplicate = stanza.Digest is { } known && _recent.Contains(known);
            if (stanza.IsDuplicate)
            {
                continue;
            }

            if (stanza.Digest is { } digest)
            {
                _recent.Add(digest, now);
                flush.Added.Add(digest);
                digestBytes = Note(digest, digestBytes);
            }

            Insert(stanza);
        }

        if (digestBytes > 0)
        {
            _unprovedRow = _statements!.Remember(now, _digests.AsSpan(0, digestBytes));
        }

        foreach (var (mailbox, upto) in flush.Confirms)
        {
            _statements!.Confirm(mailbox, upto);
        }
    }

    private int Note(StanzaDigest digest, int used)
    {
        if (used == _digests.Length)
        {
            Array.Resize(ref _digests, used * 2);
        }

        BinaryPrimitives.WriteUInt128BigEndian(_digests.AsSpan(used), digest.Value);
        return used + StanzaDigest.SizeBytes;
    }

    private void Insert(MailboxAppend stanza)
    {
        var seqs = new long[stanza.Entries.Length];
        for (var index = 0; index < seqs.Length; index++)
        {
            if (_nextSeq > _reservedUpto)
            {
                _statements!.Reserve(_nextSeq + ReservationSize);
                _reservedUpto = _nextSeq + ReservationSize;
            }

            var (mailbox, content) = stanza.Entries[index];
            seqs[index] = _nextSeq++;
            _statements!.Insert(seqs[index], mailbox.Id, stanza, content);
        }

        stanza.Seqs = seqs;
    }
}
