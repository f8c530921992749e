using System.Text;
using Microsoft.Data.Sqlite;

namespace Tombolo.Browser.Tests.Leaks;

/// <summary>Looks through everything a host keeps: database, write-ahead log, logs, media, whatever lies in the data folder.</summary>
internal static class LeakSearch
{
    /// <summary>The only table that may hold what people are called.</summary>
    private const string NamesTable = "identifier";

    /// <summary>Every place where the text lies, in any form.</summary>
    public static IReadOnlyList<string> ForText(string folder, string text)
    {
        var forms = Forms.Of(text);
        return [.. from file in Files(folder)
                   let bytes = Read(file)
                   from form in forms
                   where bytes.AsSpan().IndexOf(form.Bytes) >= 0
                   select $"{Path.GetRelativePath(folder, file)} holds the text as {form.Name}"];
    }

    /// <summary>Every place where the number lies: all files but the database as bytes, the database table by table, but for the one.</summary>
    public static IReadOnlyList<string> ForNumber(string folder, string number)
    {
        var digits = number.TrimStart('+');
        var forms = Forms.Of(digits);
        var found = new List<string>();
        foreach (var file in Files(folder).Where(file => !IsDatabase(file)))
        {
            var bytes = Read(file);
            found.AddRange(forms.Where(form => bytes.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => $"{Path.GetRelativePath(folder, file)} holds the number as {form.Name}"));
        }

        foreach (var database in Files(folder).Where(file => file.EndsWith(".db", StringComparison.Ordinal)))
            found.AddRange(InTables(database, forms));
        return found;
    }

    /// <summary>Every file with something in it; the empty one that a running host locks cannot be opened.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0);

    // A running host keeps some of them open for writing.
    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static bool IsDatabase(string file) => Path.GetFileName(file).Split('-')[0].EndsWith(".db", StringComparison.Ordinal);

    private static List<string> InTables(string database, IReadOnlyList<(string Name, byte[] Bytes)> forms)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadWrite;Pooling=False");
        connection.Open();
        var found = new List<string>();
        foreach (var table in Strings(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            if (table != NamesTable)
                found.AddRange(InTable(connection, table, forms));
        }

        return found;
    }

    private static List<string> InTable(SqliteConnection connection, string table, IReadOnlyList<(string Name, byte[] Bytes)> forms)
    {
        var found = new List<string>();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            for (var column = 0; column < rows.FieldCount; column++)
            {
                var value = rows.GetValue(column) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes(rows.GetValue(column).ToString() ?? "");
                found.AddRange(forms.Where(form => value.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => $"{table}.{rows.GetName(column)} holds the number as {form.Name}"));
            }
        }

        return found;
    }

    private static List<string> Strings(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var rows = command.ExecuteReader();
        var strings = new List<string>();
        while (rows.Read())
            strings.Add(rows.GetString(0));
        return strings;
    }
}
