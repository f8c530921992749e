using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tombolo.Cli.Tests.Serving;
using Tombolo.TestNetwork;

namespace Tombolo.Cli.Tests.Admin;

/// <summary>Backup and restore as an operator runs them, as processes beside and instead of a host.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Copy => Path.Combine(_folder.Path, "copy");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Backup_OfARunningHost_IsRestoredAndServes()
    {
        await using var serving = Serve(Data);
        await serving.ReadyAsync();

        var (code, said) = await TomboloRun.ToEndAsync("admin", "backup", Copy, "--data", Data, "--json");
        Assert.Equal(ExitCode.Success, code);
        Assert.True(JsonDocument.Parse(said).RootElement.GetProperty("files").GetInt32() > 10, said);
        Assert.Equal((ExitCode.Failure, true), await SaysAsync("is there already", "admin", "backup", Copy, "--data", Data));
        Assert.Equal((ExitCode.Usage, true), await SaysAsync("is using the data folder", "admin", "restore", Copy, "--data", Data, "--replace"));

        var restored = Path.Combine(_folder.Path, "restored");
        Assert.Equal((ExitCode.Success, true), await SaysAsync("Restored", "admin", "restore", Copy, "--data", restored));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Data, "keys", "host.key")), await File.ReadAllBytesAsync(Path.Combine(restored, "keys", "host.key")));
        Assert.Equal((ExitCode.Failure, true), await SaysAsync("There is data", "admin", "restore", Copy, "--data", restored));
        await using var again = Serve(restored);
        await again.ReadyAsync();
    }

    [Fact]
    public async Task Backup_OnAFullDisk_SaysSoAndLeavesNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A limit of file sizes is set by a shell.");
        await using (var serving = Serve(Data))
        {
            await serving.ReadyAsync();
        }

        Directory.CreateDirectory(Path.Combine(Data, "media"));
        await File.WriteAllBytesAsync(Path.Combine(Data, "media", "large"), new byte[4 << 20]);

        // Files cannot grow beyond a megabyte: what a full disk does, without one. (The runtime maps its code through a large file otherwise.)
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", "trap '' XFSZ; ulimit -f 1024; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"", "bash", TomboloRun.Program, "admin", "backup", Copy, "--data", Data])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var said = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();

        Assert.Equal(ExitCode.Failure, shell.ExitCode);
        Assert.Contains("could not be written", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Equal(["data"], Directory.GetFileSystemEntries(_folder.Path).Select(static path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task Serve_OnADamagedDatabase_SaysSo()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "host.db"), new string('x', 8192));

        await RefusedAsync("is damaged");
    }

    [Fact]
    public async Task Serve_OnAHalfRestoredFolder_SaysSo()
    {
        Directory.CreateDirectory(Path.Combine(Data, "restoring"));

        await RefusedAsync("did not end");
    }

    private static async Task<(int Code, bool HasSaid)> SaysAsync(string words, params string[] arguments)
    {
        var (code, said) = await TomboloRun.ToEndAsync(arguments);
        return (code, said.Contains(words, StringComparison.Ordinal));
    }

    private static ServingProcess Serve(string data) =>
        ServingProcess.Start("serve", "--development", "--data", data, "--port", FreePorts.TakeRow(3).ToString(CultureInfo.InvariantCulture));

    private async Task RefusedAsync(string words)
    {
        await using var serving = Serve(Data);

        Assert.Equal(ExitCode.Failure, await serving.ExitCodeAsync());
        Assert.Contains(words, serving.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", serving.Said, StringComparison.Ordinal);
    }
}
