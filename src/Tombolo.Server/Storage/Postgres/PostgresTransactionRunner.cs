using System.Data;
using Npgsql;

namespace Tombolo.Server.Storage.Postgres;

/// <summary>
/// Runs a batch of works in one transaction, optimistically; when one fails, everything is rolled back and each runs again behind a savepoint.
/// Under snapshot isolation two nodes that change the same row do not both win: the later one is told, and its batch runs again on what the other left.
/// </summary>
internal sealed class PostgresTransactionRunner(NpgsqlDataSource source) : ITransactionRunner
{
    // A conflict leaves one winner each time, so with a few nodes this is far more than it takes.
    private const int MaxTries = 20;

    private NpgsqlConnection? _connection;

    public void Run(List<DatabaseWork> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            var isTogether = true;
            for (var attempt = 1; !TryRun(batch, ref isTogether, isLast: attempt == MaxTries); attempt++)
            {
            }
        }
        catch (Exception exception)
        {
            // Nothing of it was committed, or the server went away during the commit and nobody can know: whoever repeats is recognised.
            Drop();
            var failure = exception is NpgsqlException refusal
                ? PostgresFailure.Translate(refusal)
                : new StorageException("The connection to the store broke.", isTransient: true, exception);
            batch.ForEach(work => work.Fail(failure));
        }
    }

    public void Dispose()
    {
        Drop();
        source.Dispose();
    }

    /// <returns>False when it has to be tried again.</returns>
    private bool TryRun(List<DatabaseWork> batch, ref bool isTogether, bool isLast)
    {
        var connection = Connection();
        using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        List<(DatabaseWork Work, Exception Failure)> failed = [];
        try
        {
            if (isTogether)
            {
                batch.ForEach(work => work.Run(connection));
            }
            else
            {
                batch.ForEach(work => RunAlone(work, connection, transaction, failed));
            }

            transaction.Commit();
        }
        catch (Exception exception) when (connection.State == ConnectionState.Open && (PostgresFailure.IsConflict(exception) ? !isLast : isTogether))
        {
            // Whose fault it was shows in the second run, unless it was another node's. Leaving here rolls back.
            isTogether &= PostgresFailure.IsConflict(exception);
            return false;
        }

        failed.ForEach(one => one.Work.Fail(one.Failure));
        batch.ForEach(work => work.Complete());
        return true;
    }

    private static void RunAlone(DatabaseWork work, NpgsqlConnection connection, NpgsqlTransaction transaction, List<(DatabaseWork Work, Exception Failure)> failed)
    {
        transaction.Save("work");
        try
        {
            work.Run(connection);
            transaction.Release("work");
        }
        catch (Exception exception) when (connection.State == ConnectionState.Open && !PostgresFailure.IsConflict(exception))
        {
            transaction.Rollback("work");
            failed.Add((work, exception is NpgsqlException refusal ? PostgresFailure.Translate(refusal) : exception));
        }
    }

    private NpgsqlConnection Connection()
    {
        if (_connection?.State != ConnectionState.Open)
        {
            Drop();
            _connection = source.OpenConnection();
        }

        return _connection!;
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
