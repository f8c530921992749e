using Microsoft.Data.Sqlite;
using Tombolo.Server.Storage.Sqlite;

namespace Tombolo.Server.Mailboxes.Sqlite;

/// <summary>What runs for each message, prepared once on the writer's connection.</summary>
internal sealed class SqliteMailboxStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _insert = new(connection, "INSERT INTO entry (seq, mailbox, stored_at, request, content) VALUES (?1, ?2, ?3, ?4, ?5)");
    private readonly SqliteStatement _confirm = new(connection, "DELETE FROM entry WHERE mailbox = ?1 AND seq <= ?2");
    private readonly SqliteStatement _digests = new(connection, "INSERT INTO stored_digest (stored_at, digests) VALUES (?1, ?2)");
    private readonly SqliteStatement _reserve = new(connection, "UPDATE seq_reserved SET upto = ?1");

    private readonly SqliteStatement _hasDigests = new(connection, "SELECT count(*) FROM stored_digest WHERE id = ?1");
    private readonly SqliteStatement _reserved = new(connection, "SELECT upto FROM seq_reserved");

    public SqliteConnection Connection { get; } = connection;

    public void Insert(long seq, long mailbox, MailboxAppend stanza, byte[] content) => _insert
        .Bind(1, seq).Bind(2, mailbox).Bind(3, stanza.At.ToUnixTimeMilliseconds()).Bind(4, stanza.IsRequest ? 1 : 0).Bind(5, content)
        .Execute();

    public void Confirm(long mailbox, long upto) => _confirm.Bind(1, mailbox).Bind(2, upto).Execute();

    /// <returns>The row that holds them.</returns>
    public long Remember(DateTimeOffset at, ReadOnlySpan<byte> digests)
    {
        _digests.Bind(1, at.ToUnixTimeMilliseconds()).Bind(2, digests).Execute();
        return SQLitePCL.raw.sqlite3_last_insert_rowid(Connection.Handle);
    }

    public bool HasDigests(long row) => _hasDigests.Bind(1, row).ReadInt64() != 0;

    /// <summary>The highest number that the store has promised.</summary>
    public long Reserved() => _reserved.ReadInt64();

    public void Reserve(long upto) => _reserve.Bind(1, upto).Execute();

    public void Dispose()
    {
        _insert.Dispose();
        _confirm.Dispose();
        _digests.Dispose();
        _reserve.Dispose();
        _hasDigests.Dispose();
        _reserved.Dispose();
    }
}
