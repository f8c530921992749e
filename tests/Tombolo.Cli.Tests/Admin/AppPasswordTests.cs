using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.TestHost;

namespace Tombolo.Cli.Tests.Admin;

/// <summary>The command beside a host that runs, on both engines.</summary>
public sealed class AppPasswordTests
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task AppPassword_BesideARunningHost_LogsIn(DatabaseEngine engine)
    {
        using var folder = new TemporaryFolder();
        var storage = new StorageOptions();
        TestStore.Use(storage, folder.Path, engine);
        await using var server = await ServerHost.StartAsync(new ServerHostOptions
        {
            DataFolder = folder.Path,
            HasRealAccounts = true,
            Configure = options => TestStore.Use(options.Storage, folder.Path, engine),
        });
        StandardAccounts.Make(storage, "localhost", ["ada"], "what she had before", TimeProvider.System);
        string[] where = engine == DatabaseEngine.Postgres ? ["--database", "postgres", "--database-connection", storage.ConnectionString!] : [];

        var (code, said) = await TomboloRun.ToEndAsync(["admin", "app-password", "ada@localhost", "--data", folder.Path, .. where]);

        Assert.Equal(ExitCode.Success, code);
        var password = said.Split('\n').Single(static line => line.StartsWith("Password: ", StringComparison.Ordinal))["Password: ".Length..].Trim();
        await using var client = await StandardClient.LogInAsync(server.PlainPort, "ada", password);
    }

    [Fact]
    public async Task AppPassword_WithoutAStore_SaysWhereItLooked()
    {
        using var folder = new TemporaryFolder();

        var (code, said) = await TomboloRun.ToEndAsync(["admin", "app-password", "ada@localhost", "--data", folder.Path]);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(folder.Path, said, StringComparison.Ordinal);
    }
}
