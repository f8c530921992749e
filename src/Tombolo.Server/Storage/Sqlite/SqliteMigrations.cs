using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tombolo.Server.Storage.Sqlite;

/// <summary>Brings the file to the newest schema.</summary>
internal static class SqliteMigrations
{
    /// <exception cref="StorageException">A script failed, or the file was written by a newer version.</exception>
    public static void Run(string file, IReadOnlyList<string>? only = null) => Reach(file, SqliteOpenMode.ReadWriteCreate, builder => SchemaUpgrade.Run(builder, DatabaseEngine.Sqlite, only));

    /// <exception cref="StorageException">The file is not of this version.</exception>
    public static void Check(string file) => Reach(file, SqliteOpenMode.ReadWrite, static builder => SchemaUpgrade.Check(builder, DatabaseEngine.Sqlite));

    private static void Reach(string file, SqliteOpenMode mode, Action<UpgradeEngineBuilder> work)
    {
        try
        {
            work(DeployChanges.To.SqliteDatabase(SqliteDatabase.ConnectionString(file, mode)));
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            throw new StorageException(StorageFault.Damaged, $"The database {file} is damaged or not a database.", damaged);
        }
        catch (SqliteException refused)
        {
            throw new StorageException(StorageFault.Broken, $"The database {file} cannot be used.", refused);
        }
    }
}
