using Tombolo.Server.Cluster;

namespace Tombolo.Cli.Tests.Admin;

/// <summary>What the command leaves for the host; that the host follows is told elsewhere.</summary>
public sealed class DrainCommandTests
{
    [Fact]
    public async Task Drain_AndUndrain_MakeTheWishAndTakeItBack()
    {
        using var folder = new TemporaryFolder();

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
}
