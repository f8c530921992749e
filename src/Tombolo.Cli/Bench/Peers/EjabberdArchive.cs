namespace Tombolo.Cli.Bench.Peers;

/// <summary>Whether and where ejabberd keeps a message (mod_mam).</summary>
internal enum EjabberdArchive
{
    /// <summary>Nothing is stored.</summary>
    Off,

    /// <summary>Archive of every message in Mnesia.</summary>
    Mnesia,

    /// <summary>Archive of every message in SQLite.</summary>
    Sqlite,

    /// <summary>Archive of every message in PostgreSQL.</summary>
    Postgres,
}
