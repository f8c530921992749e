using System.Globalization;
using System.Security.Cryptography;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Backups;
using Tombolo.Server.Storage.Tables;

namespace Tombolo.Server.Tests.Storage;

/// <summary>Everything that is in a store, as lines that can be compared: each row of each table, each file of the data folder.</summary>
internal static class StoreContents
{
    public static IReadOnlyList<string> Read(StorageOptions storage)
    {
        using var connection = StoreConnection.Open(storage);
        var lines = new List<string>();
        foreach (var table in StoreCatalog.Read(connection, storage.Engine))
        {
            var sorted = new StoredTable(table.Name, [.. table.Columns.OrderBy(static column => column.Name, StringComparer.Ordinal)]);
            lines.AddRange(TableRows.Read(connection, storage.Engine, table.Name == StoredTable.Digests ? table : sorted)
                .Select(row => table.Name + ": " + string.Join(" | ", row.Select(Text))).Order(StringComparer.Ordinal));
        }

        lines.AddRange(DataFiles.Find(storage.DataFolder).Select(path => path + ": " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(storage.DataFolder, path))))));
        return lines;
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        byte[] bytes => "x" + Convert.ToHexString(bytes),
        string text => "'" + text + "'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
