namespace Tombolo.Server.Storage;

/// <summary>Which SQL is spoken where the two differ.</summary>
internal enum DatabaseEngine
{
    Sqlite,
    Postgres,
}
