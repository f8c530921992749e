using System.Data.Common;

namespace Tombolo.Server.Storage;

/// <summary>
/// The store. Writes of many callers share one transaction; a task completes after COMMIT has reached the disk, in the order of the calls.
/// </summary>
/// <remarks>
/// A work runs on a thread that is not its caller's and blocks everybody behind it: only SQL, nothing that waits. When a work of
/// the same transaction fails, or when another node changed the same rows, works are run again in a fresh one, so a work must have no effect outside the connection but
/// its return value; and it lets failures of SQL through, because PostgreSQL ends the transaction with them. A work that throws loses its own changes and nobody else's. SQL is to be understood by SQLite and
/// PostgreSQL, or chosen by <see cref="Engine"/>.
/// </remarks>
internal interface IDatabase
{
    DatabaseEngine Engine { get; }

    /// <summary>Runs the work in the next group commit. Cancelling is possible until it has begun.</summary>
    Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken);

    /// <summary>Runs the work on a pooled connection that sees everything committed before the call.</summary>
    Task<T> ReadAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken);
}
