using System.Globalization;
using Npgsql;
using Tombolo.TestHost;
using Tombolo.TestNetwork;

namespace Tombolo.Cli.Tests.Serving;

public sealed class ServeOnPostgresTests
{
    private const string Password = "hunter2-never-shown";

    [Fact]
    public async Task Serve_OnPostgres_KeepsItsDataThereAndItsSecretToItself()
    {
        using var folder = new TemporaryFolder();
        var database = PostgresServer.Shared.CreateDatabase();
        await using var serving = Start(folder, database + ";Password=" + Password);

        await serving.ReadyAsync();
        serving.Signal("-TERM");

        Assert.Equal(ExitCode.Success, await serving.ExitCodeAsync());
        Assert.Equal(0L, Ask(database, "SELECT count(*) FROM account"));
        Assert.False(File.Exists(Path.Combine(folder.Path, "host.db")));
        Assert.DoesNotContain(Password, serving.Said + Logs(folder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=tombolo;Timeout=5", ExitCode.Unreachable, "cannot be reached")]
    [InlineData("Host=no-such-host.invalid;Database=tombolo;Timeout=5", ExitCode.Unreachable, "cannot be reached")]
    public async Task Serve_OnPostgresThatDoesNotAnswer_SaysSo(string database, int code, string words) => await RefusedAsync(database, code, words);

    [Fact]
    public async Task Serve_OnPostgresThatDoesNotKnowTheDatabase_SaysSo() =>
        await RefusedAsync(PostgresServer.Shared.ConnectionString("no_such_database"), ExitCode.Refused, "no_such_database");

    [Fact]
    public async Task Serve_OnADatabaseThatIsNotUtf8_SaysSo()
    {
        Ask(PostgresServer.Shared.CreateDatabase(), "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");

        await RefusedAsync(PostgresServer.Shared.ConnectionString("latin"), ExitCode.Refused, "LATIN1");
    }

    [Fact]
    public async Task Serve_AsSomebodyWhoMayMakeNoTables_SaysSo()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        Ask(database, "CREATE ROLE poor LOGIN");

        await RefusedAsync(database + ";Username=poor", ExitCode.Refused, "does not let this host make its tables");
    }

    [Fact]
    public async Task Serve_OnTheDatabaseOfAnotherHost_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var database = PostgresServer.Shared.CreateDatabase();
        await using var first = Start(folder, database);
        await first.ReadyAsync();

        await RefusedAsync(database, ExitCode.Usage, "Another Tombolo is using this database");
    }

    [Fact]
    public async Task Serve_OnPostgresOfANewerVersion_SaysSo()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        Ask(database, """
            CREATE TABLE schemaversions (schemaversionsid SERIAL PRIMARY KEY, scriptname VARCHAR(255) NOT NULL, applied TIMESTAMP NOT NULL);
            INSERT INTO schemaversions (scriptname, applied) VALUES ('Tombolo.Server.Storage.Migrations.Postgres.9999_future.sql', now());
            SELECT 0
            """);

        await RefusedAsync(database, ExitCode.Failure, "9999_future.sql");
    }

    private static async Task RefusedAsync(string database, int code, string words)
    {
        using var folder = new TemporaryFolder();
        await using var serving = Start(folder, database + ";Password=" + Password);

        Assert.Equal(code, await serving.ExitCodeAsync());
        Assert.Contains(words, serving.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", serving.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, serving.Said + Logs(folder), StringComparison.Ordinal);
    }

    private static ServingProcess Start(TemporaryFolder folder, string database)
    {
        var port = FreePorts.TakeRow(3).ToString(CultureInfo.InvariantCulture);
        return ServingProcess.Start("serve", "--development", "--data", folder.Path, "--port", port, "--database", "postgres", "--database-connection", database);
    }

    private static object? Ask(string database, string sql)
    {
        using var connection = new NpgsqlConnection(database + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private static string Logs(TemporaryFolder folder) =>
        string.Concat(Directory.EnumerateFiles(Path.Combine(folder.Path, "logs")).Select(File.ReadAllText));
}
