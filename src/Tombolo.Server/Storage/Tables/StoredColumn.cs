namespace Tombolo.Server.Storage.Tables;

/// <summary>One column of a table, whatever the engine.</summary>
public sealed record StoredColumn(string Name, ColumnKind Kind);
