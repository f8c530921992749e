using System.Text;
using System.Text.Json;

namespace Tombolo.Server.Storage.Backups;

/// <summary>Reads the rows of one table of a backup.</summary>
internal static class RowFile
{
    /// <exception cref="BackupException">A row does not fit its table, or there are more or fewer than the manifest says.</exception>
    public static IEnumerable<object?[]> Read(string folder, BackupTable table)
    {
        using var reader = new StreamReader(Path.Combine(folder, BackupFolder.TableFile(table.Name)), Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16);
        var rows = 0L;
        while (reader.ReadLine() is { } line)
        {
            rows++;
            yield return Parse(line, table, rows);
        }

        if (rows != table.Rows)
        {
            throw new BackupException($"The table {table.Name} has {rows} rows, but the manifest says {table.Rows}.");
        }
    }

    private static object?[] Parse(string line, BackupTable table, long number)
    {
        try
        {
            return RowLines.Read(Encoding.UTF8.GetBytes(line), table.Columns);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new BackupException($"Row {number} of the table {table.Name} cannot be read.", exception);
        }
    }
}
