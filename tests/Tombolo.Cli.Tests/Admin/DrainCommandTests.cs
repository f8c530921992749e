using Tombolo.Host.DataFolders;
using Tombolo.Server.Cluster;

namespace Tombolo.Cli.Tests.Admin;

/// <summary>What the command leaves for the host; that the host follows is told elsewhere.</summary>
public sealed class DrainCommandTests
{
    [Fact]
    public async Task Drain_AndUndrain_MakeTheWishAndTakeItBack()
    {
        using var folder = new TemporaryFolder();
        using var held = DataFolder.TryHold(folder.Path);

        Assert.Equal(ExitCode.Success, (await TomboloRun.ToEndAsync(["admin", "drain", "--data", folder.Path])).Code);
        Assert.True(DrainRequest.Exists(folder.Path));
        Assert.Equal(ExitCode.Success, (await TomboloRun.ToEndAsync(["admin", "undrain", "--data", folder.Path])).Code);
        Assert.False(DrainRequest.Exists(folder.Path));
        Assert.Equal(ExitCode.Success, (await TomboloRun.ToEndAsync(["admin", "undrain", "--data", folder.Path])).Code);
    }

    [Fact]
    public async Task Drain_WithoutADataFolder_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var missing = Path.Combine(folder.Path, "missing");

        var (code, said) = await TomboloRun.ToEndAsync(["admin", "drain", "--data", missing]);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(missing, said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(missing));
    }

    [Fact]
    public async Task Drain_OfAFolderThatIsNoHosts_SaysSoAndWritesNothing()
    {
        using var folder = new TemporaryFolder();

        var (code, said) = await TomboloRun.ToEndAsync(["admin", "drain", "--data", folder.Path]);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains($"No host has its data in {folder.Path}", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Drain_SaysWhetherAHostIsRunning(bool isRunning)
    {
        using var folder = new TemporaryFolder();
        using var held = DataFolder.TryHold(folder.Path);
        if (!isRunning)
        {
            held!.Dispose();
        }

        var (code, said) = await TomboloRun.ToEndAsync(["admin", "drain", "--data", folder.Path]);

        Assert.Equal(ExitCode.Success, code);
        Assert.Equal(!isRunning, said.Contains($"No host is running on {folder.Path}", StringComparison.Ordinal));
    }
}
