using System.Data.Common;
using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes.Postgres;
using Tombolo.Server.Mailboxes.Sqlite;
using Tombolo.Server.Storage;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Mailboxes;

/// <summary>Mailboxes in the store of the host. Appends and confirmations of everybody gather into one flush for each commit.</summary>
internal sealed class MailboxStore(IDatabase database, TimeProvider time) : IMailboxStore, IDisposable
{
    private readonly IMailboxFlushWriter _writer = database.Engine == DatabaseEngine.Postgres ? new PostgresFlushWriter() : new SqliteFlushWriter(new AgeClock(time));
    private readonly AgeClock _age = new(time);
    private readonly Lock _gate = new();
    private List<AppendBatch> _appends = [];
    private Dictionary<long, long> _confirms = [];
    private bool _isQueued;

    public Task<OpenMailbox> OpenAsync(DeviceAddress device, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => _writer.Open(connection, device.Account.ToString(), device.Device), cancellationToken);

    public Task AppendAsync(IReadOnlyList<MailboxAppend> stanzas)
    {
        var batch = new AwaitedAppend(stanzas);
        Append(batch);
        return batch.Completion;
    }

    public void Append(AppendBatch batch)
    {
        lock (_gate)
        {
            _appends.Add(batch);
            StartFlush();
        }
    }

    public void Confirm(long mailbox, long upto)
    {
        lock (_gate)
        {
            _confirms[mailbox] = Math.Max(upto, _confirms.GetValueOrDefault(mailbox));
            StartFlush();
        }
    }

    public Task<IReadOnlyList<MailboxEntry>> ReadAsync(long mailbox, long after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<MailboxEntry>>(connection => ReadEntries(connection, mailbox, after, limit), cancellationToken);

    public Task<MailboxFill> MeasureAsync(long mailbox, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingle<MailboxFill>(
            "SELECT count(*) AS Entries, coalesce(sum(length(content)), 0) AS Bytes, coalesce(max(seq), 0) AS Newest FROM entry WHERE mailbox = @mailbox", new { mailbox }),
        cancellationToken);

    public Task<int> RemoveStoredBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) => database.WriteAsync(
        connection => _writer.RemoveStoredBefore(connection, time.ToUnixTimeMilliseconds(), DigestsBefore()),
        cancellationToken);

    public void Dispose() => _writer.Dispose();

    private static List<MailboxEntry> ReadEntries(DbConnection connection, long mailbox, long after, int limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT seq, stored_at, request, content FROM entry WHERE mailbox = @mailbox AND seq > @after ORDER BY seq LIMIT @limit";
        Add(command, "mailbox", mailbox);
        Add(command, "after", after);
        Add(command, "limit", limit);
        using var reader = command.ExecuteReader();
        var entries = new List<MailboxEntry>();
        while (reader.Read())
        {
            entries.Add(new MailboxEntry(
                reader.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)), reader.GetInt64(2) != 0, reader.GetFieldValue<byte[]>(3)));
        }

        return entries;
    }

    private static void Add(DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private long DigestsBefore() => (_age.Now() - RecentDigests.Window).ToUnixTimeMilliseconds();

    private void StartFlush()
    {
        if (!_isQueued)
        {
            _isQueued = true;
            _ = FlushAsync();
        }
    }

    /// <summary>Never throws: whoever waits for an append is told.</summary>
    private async Task FlushAsync()
    {
        MailboxFlush? flush = null;
        try
        {
            await database.WriteAsync(
                connection =>
                {
                    flush ??= Take();
                    _writer.Run(connection, flush);
                    return true;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Who appends may hold a lock, and a store that is closed refuses at once.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            flush ??= Take();
            KeepForNext(flush.Confirms);
            flush.Complete(exception);
            return;
        }

        StorageMetrics.Stored(flush!.StanzaCount);
        flush.Complete(null);
    }

    /// <summary>Nobody confirms twice: what could not be written goes along with the next flush.</summary>
    private void KeepForNext(Dictionary<long, long> confirms)
    {
        lock (_gate)
        {
            foreach (var (mailbox, upto) in confirms)
            {
                _confirms[mailbox] = Math.Max(upto, _confirms.GetValueOrDefault(mailbox));
            }
        }
    }

    private MailboxFlush Take()
    {
        lock (_gate)
        {
            var flush = new MailboxFlush(_appends, _confirms);
            _appends = [];
            _confirms = [];
            _isQueued = false;
            return flush;
        }
    }
}
