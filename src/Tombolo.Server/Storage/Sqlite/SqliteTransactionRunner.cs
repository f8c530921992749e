using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tombolo.Server.Storage.Sqlite;

/// <summary>
/// Runs a batch of works in one transaction. The first try is optimistic, without savepoints, because works hardly ever fail;
/// when one does, everything is rolled back and each runs again inside a savepoint of its own, so that only the bad one is lost.
/// </summary>
internal sealed class SqliteTransactionRunner : ITransactionRunner
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;

    public SqliteTransactionRunner(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
    }

    public void Run(List<DatabaseWork> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            if (!TryTogether(batch))
            {
                Isolated(batch);
            }
        }
        catch (SqliteException exception)
        {
            RollBack();
            var failure = SqliteFailure.Translate(exception);
            batch.ForEach(work => work.Fail(failure));
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _connection.Dispose();
    }

    private bool TryTogether(List<DatabaseWork> batch)
    {
        _begin.ExecuteNonQuery();
        try
        {
            foreach (var work in batch)
            {
                work.Run(_connection);
            }
        }
        catch (Exception)
        {
            // Whose fault it was shows in the second run; here only the transaction is undone.
            RollBack();
            return false;
        }

        _commit.ExecuteNonQuery();
        batch.ForEach(work => work.Complete());
        return true;
    }

    private void Isolated(List<DatabaseWork> batch)
    {
        _begin.ExecuteNonQuery();
        for (var index = 0; index < batch.Count; index++)
        {
            if (TryAlone(batch[index]) is not { } failure)
            {
                continue;
            }

            batch[index].Fail(failure);
            batch.RemoveAt(index--);
        }

        _commit.ExecuteNonQuery();
        batch.ForEach(work => work.Complete());
    }

    private Exception? TryAlone(DatabaseWork work)
    {
        Execute("SAVEPOINT work");
        try
        {
            work.Run(_connection);
            Execute("RELEASE work");
            return null;
        }
        catch (Exception exception)
        {
            // Disk full and the like end the whole transaction inside SQLite; then nobody's work is left to save.
            if (raw.sqlite3_get_autocommit(_connection.Handle) != 0)
            {
                throw;
            }

            Execute("ROLLBACK TO work");
            Execute("RELEASE work");
            return exception is SqliteException sqlite ? SqliteFailure.Translate(sqlite) : exception;
        }
    }

    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _rollback.ExecuteNonQuery();
        }
    }

    private void Execute(string sql)
    {
        using var command = Prepare(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
