using System.Net.Sockets;
using Microsoft.Playwright;
using Tombolo.Browser.Tests.Phones;

namespace Tombolo.Browser.Tests.Demo;

/// <summary>Three nodes on one machine: any phone on any node, and Ctrl-C ends all of it.</summary>
public sealed class ClusterDemoTests
{
    private const string Hello = "Hello Alice, from the first node to the third";
    private const string Answer = "And back again";

    [Fact]
    public async Task Conversation_AcrossNodes_ThenCtrlC_LeavesNothingRunning()
    {
        using var folder = new TemporaryFolder();
        LetPass(folder.Path);
        await using var demo = await DemoProcess.StartClusterAsync(folder.Path, nodes: 3);
        await using (var chromium = await Chromium.StartAsync())
        {
            await TalkAsync(chromium, demo);
        }

        Assert.Equal(0, await demo.InterruptAsync());

        Assert.False(File.Exists(Path.Combine(folder.Path, "postgres", "postmaster.pid")), "PostgreSQL still runs, or did not stop in an orderly way");
        for (var number = 1; number <= 3; number++)
        {
            using var socket = new TcpClient();
            await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync("127.0.0.1", demo.NodeUrl(number).Port));
        }
    }

    /// <summary>Alice's app is at the third node; Wren writes to the first.</summary>
    private static async Task TalkAsync(Chromium chromium, DemoProcess demo)
    {
        var start = await (await chromium.PersonAsync(width: 1280, height: 800)).NewPageAsync();
        await start.GotoAsync(demo.NodeUrl(3).AbsoluteUri);
        var alice = new Phone(start.FrameLocator("iframe[name=alice]"));
        var bea = new Phone(start.FrameLocator("iframe[name=bea]"));
        Assert.Contains($":{demo.NodeUrl(3).Port}/", await start.Locator("iframe[name=alice]").EvaluateAsync<string>("frame => frame.src"), StringComparison.Ordinal);

        await alice.RegisterAsync();
        await bea.RegisterAsync();
        await alice.TurnThirdPartyChatsOnAsync();
        await bea.BeginChatAsync("600");
        await bea.WriteAsync(Hello);
        await alice.At("third-party-entry").ClickAsync();
        await alice.At("request-row").First.ClickAsync();
        await alice.At("accept").ClickAsync();
        await alice.SeesAsync(Hello);
        await alice.WriteAsync(Answer);
        await bea.SeesAsync(Answer);
        await Assertions.Expect(start.Locator(".hints li[data-done]")).ToHaveCountAsync(3);
    }

    /// <summary>PostgreSQL, which root has to run as another user, must be able to pass.</summary>
    private static void LetPass(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute);
        }
    }
}
