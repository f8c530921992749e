namespace Tombolo.Server.Storage;

/// <summary>What keeps the data: which SQL is spoken where the two differ.</summary>
public enum DatabaseEngine
{
    /// <summary>A file in the data folder; nothing to install, one process.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server (15 or newer), which several nodes may share.</summary>
    Postgres,
}
