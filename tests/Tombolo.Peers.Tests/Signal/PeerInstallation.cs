using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tombolo.Peers.Tests.Signal;

/// <summary>
/// Signal's published library in the versions that <c>tests/Peers/signal/package.json</c> names, installed with npm when it
/// is not there yet. Not being able to is a failure and not a reason to skip: without the peer nothing here is proved.
/// </summary>
public sealed class PeerInstallation : IAsyncLifetime
{
    private static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(5);

    internal static string Directory => Path.Combine(TestsDirectory(), "Peers", "signal");

    public async ValueTask InitializeAsync()
    {
        string lockFile = Path.Combine(Path.GetTempPath(), "tombolo-signal-peer.lock");
        await using FileStream _ = await LockAsync(lockFile);
        if (!IsInstalled())
        {
            await InstallAsync();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsInstalled()
    {
        using JsonDocument package = JsonDocument.Parse(File.ReadAllText(Path.Combine(Directory, "package.json")));
        return package.RootElement.GetProperty("dependencies").EnumerateObject()
            .All(dependency => File.Exists(Path.Combine(Directory, "node_modules", dependency.Name, "package.json")));
    }

    private static async Task InstallAsync()
    {
        ProcessStartInfo start = new("npm")
        {
            WorkingDirectory = Directory,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (string argument in (string[])["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            start.ArgumentList.Add(argument);
        }

        using CancellationTokenSource limit = new(InstallTime);
        using Process npm = Process.Start(start) ?? throw new InvalidOperationException("npm did not start.");
        Task<string> output = npm.StandardOutput.ReadToEndAsync(limit.Token);
        string errors = await npm.StandardError.ReadToEndAsync(limit.Token);
        await npm.WaitForExitAsync(limit.Token);
        Assert.True(npm.ExitCode == 0, $"The Signal peer could not be installed:\n{await output}\n{errors}");
    }

    /// <summary>Test programs may run side by side; one installs, the others wait.</summary>
    private static async Task<FileStream> LockAsync(string path)
    {
        using CancellationTokenSource limit = new(InstallTime);
        using PeriodicTimer retry = new(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException)
            {
                await retry.WaitForNextTickAsync(limit.Token);
            }
        }
    }

    private static string TestsDirectory([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
