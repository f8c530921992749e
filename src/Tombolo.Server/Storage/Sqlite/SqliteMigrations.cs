using DbUp;
using Microsoft.Data.Sqlite;

namespace Tombolo.Server.Storage.Sqlite;

/// <summary>Brings the file to the newest schema.</summary>
internal static class SqliteMigrations
{
    /// <exception cref="StorageException">A script failed, or the file was written by a newer version.</exception>
    public static void Run(string file) => SchemaUpgrade.Run(
        DeployChanges.To.SqliteDatabase(SqliteDatabase.ConnectionString(file, SqliteOpenMode.ReadWriteCreate)), DatabaseEngine.Sqlite);

    /// <exception cref="StorageException">The file is not of this version.</exception>
    public static void Check(string file) => SchemaUpgrade.Check(
        DeployChanges.To.SqliteDatabase(SqliteDatabase.ConnectionString(file, SqliteOpenMode.ReadWrite)), DatabaseEngine.Sqlite);
}
