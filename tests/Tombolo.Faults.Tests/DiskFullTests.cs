using Tombolo.Faults.Tests.Processes;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests;

/// <summary>No room on the disk: a file system of our own, which only root can mount.</summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private const string NeedsRoot = "Mounting a small file system needs root.";

    [Fact]
    public async Task OnSqlite_RefusesLosesNothingAndGoesOn()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, NeedsRoot);
        using var disk = new SmallDisk(64);
        await using var server = await ServerProcess.StartAsync(disk.Path);

        (await Outage.RunAsync(output, server, disk.Fill, disk.MakeRoom)).AssertSound();
    }

    [Fact]
    public async Task OnPostgres_RefusesLosesNothingAndGoesOn()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, NeedsRoot);
        using var disk = new SmallDisk(96);
        using var folder = new DataFolder();
        using var postgres = new PostgresServer(flushes: true);
        await using var server = await ServerProcess.StartAsync(folder.Path, "postgres=" + postgres.CreateDatabase(disk.Path));

        (await Outage.RunAsync(output, server, disk.Fill, disk.MakeRoom)).AssertSound();
    }

    [Fact]
    public async Task StoreThatAcknowledgesBeforeCommit_IsFoundOut()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, NeedsRoot);
        using var disk = new SmallDisk(64);
        await using var server = await ServerProcess.StartAsync(disk.Path, "early");

        var count = await Outage.RunLyingAsync(output, server, disk.Fill, disk.MakeRoom);

        Assert.True(count.Lost.Length > 0, "A store that acknowledges before it commits went unnoticed: this test proves nothing.");
    }
}
