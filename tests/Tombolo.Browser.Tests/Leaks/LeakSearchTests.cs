using Microsoft.Data.Sqlite;
using Tombolo.Browser.Tests.Demo;

namespace Tombolo.Browser.Tests.Leaks;

/// <summary>A search that finds nothing proves something only if it finds what was put there.</summary>
public sealed class LeakSearchTests
{
    private const string Text = "Meet me at the lighthouse";
    private const string Number = "+34600000001";

    public static TheoryData<int> AllForms => [.. Enumerable.Range(0, Forms.Of(Text).Count)];

    [Theory]
    [MemberData(nameof(AllForms))]
    public void Text_PlantedInAnyForm_IsFound(int form)
    {
        using var folder = new TemporaryFolder();
        var (name, bytes) = Forms.Of(Text)[form];
        File.WriteAllBytes(Path.Combine(folder.Path, "host.db-wal"), [1, 2, 3, .. bytes, 4]);

        Assert.Contains(LeakSearch.ForText(folder.Path, Text), leak => leak.EndsWith($" {name}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Text_InsideALargerBase64_IsFoundAtEveryOffset(int before)
    {
        using var folder = new TemporaryFolder();
        var encoded = Convert.ToBase64String([.. "xyz"u8[..before], .. System.Text.Encoding.UTF8.GetBytes(Text), .. "and more"u8]);
        File.WriteAllText(Path.Combine(folder.Path, "host.log"), $"{{\"body\":\"{encoded}\"}}");

        Assert.NotEmpty(LeakSearch.ForText(folder.Path, Text));
    }

    [Fact]
    public void Number_InTheOneTable_IsNoLeak_InAnotherItIs()
    {
        using var folder = new TemporaryFolder();
        var database = Path.Combine(folder.Path, "host.db");
        Execute(database, $"CREATE TABLE identifier (value TEXT); INSERT INTO identifier VALUES ('{Number}'); CREATE TABLE mailbox (entry BLOB)");
        Assert.Empty(LeakSearch.ForNumber(folder.Path, Number));

        Execute(database, $"INSERT INTO mailbox VALUES (CAST('to {Number}' AS BLOB))");

        Assert.Equal(["mailbox.entry holds the number as UTF-8"], LeakSearch.ForNumber(folder.Path, Number));
    }

    [Fact]
    public void Number_InALog_IsALeak()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "host.log"), $"sent a code to {Number}");

        Assert.Equal(["host.log holds the number as UTF-8"], LeakSearch.ForNumber(folder.Path, Number));
    }

    private static void Execute(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
