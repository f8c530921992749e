namespace Tombolo.Server.Storage.Tables;

/// <summary>One table whose rows are a host's data, whatever the engine.</summary>
internal sealed record StoredTable(string Name, IReadOnlyList<StoredColumn> Columns)
{
    /// <summary>
    /// The engines keep digests differently: SQLite a row for each commit, PostgreSQL a row for each digest. Outside it is always the latter.
    /// </summary>
    public const string Digests = "stored_digest";

    public string ColumnNames => string.Join(", ", Columns.Select(static column => column.Name));
}
