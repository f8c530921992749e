using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tombolo.Server.Storage.Sqlite;

/// <summary>What SQLite's refusals mean to us.</summary>
internal static class SqliteFailure
{
    /// <summary>Locked by another process, disk full or failing, read-only: all of it can pass while the host runs.</summary>
    public static StorageException Translate(SqliteException exception) => new(
        "SQLite could not do its work.",
        exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN,
        exception);
}
