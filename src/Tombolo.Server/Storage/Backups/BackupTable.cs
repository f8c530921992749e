using Tombolo.Server.Storage.Tables;

namespace Tombolo.Server.Storage.Backups;

/// <summary>One table of a backup: a file of <c>tables/</c> in which each line is a JSON array with the values of a row, bytes as base64.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">What stands in a line, in order.</param>
/// <param name="Rows">How many lines there are.</param>
public sealed record BackupTable(string Name, IReadOnlyList<StoredColumn> Columns, long Rows);
