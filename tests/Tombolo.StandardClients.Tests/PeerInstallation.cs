using System.Diagnostics;

namespace Tombolo.StandardClients.Tests;

/// <summary>The npm packages of the JavaScript client. Not having them is a failure and no reason to skip: without the peer nothing here is proved.</summary>
internal static class PeerInstallation
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task EnsureAsync()
    {
        var folder = Path.Combine(PeerProcess.Folder, "xmppjs");
        if (File.Exists(Path.Combine(folder, "node_modules", "@xmpp", "client", "package.json")))
        {
            return;
        }

        using var limit = new CancellationTokenSource(Patience);
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = folder })!;
        await npm.WaitForExitAsync(limit.Token);
        Assert.True(npm.ExitCode == 0, "npm could not install @xmpp/client.");
    }
}
