using Microsoft.Data.Sqlite;

namespace Tombolo.Server.Storage.Sqlite;

/// <summary>
/// Carries what was committed from the write-ahead log into the database, on a thread and a connection of its own. The writer would do it between two commits
/// otherwise, and everybody who waits for the next one would wait for it: with a large database that is tens of milliseconds. What is left for the writer is the
/// little that was committed meanwhile, when the log is full and begins anew.
/// </summary>
internal sealed class SqliteCheckpointer : IDisposable
{
    /// <summary>Where nothing was committed since the last time, a checkpoint is a look at shared memory.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly SqliteConnection _connection;
    private readonly ManualResetEventSlim _stopping = new();
    private readonly Thread _thread;

    public SqliteCheckpointer(SqliteConnection connection)
    {
        _connection = connection;
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite checkpoints" };
        _thread.Start();
    }

    /// <summary>Waits for a checkpoint that is being made; closing the store makes the last one.</summary>
    public void Dispose()
    {
        _stopping.Set();
        _thread.Join();
        _connection.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        using var command = _connection.CreateCommand();

        // Passive: as far as it goes without making anybody wait.
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        while (!_stopping.Wait(Interval))
        {
            Checkpoint(command);
        }
    }

    private static void Checkpoint(SqliteCommand command)
    {
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // A full or failing disk. The log keeps what is in it, and the writer meets the same trouble and says so.
        }
    }
}
