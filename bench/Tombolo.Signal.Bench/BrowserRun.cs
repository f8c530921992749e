using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Tombolo.Signal.Bench;

/// <summary>
/// The same jobs as interpreted WebAssembly in Debian's chromium without a window: publishes the page, serves it, and takes
/// the results from its requests.
/// </summary>
internal static class BrowserRun
{
    private const double SetUpBar = 150;
    private const double EncryptBar = 5;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    internal static async Task<int> RunAsync()
    {
        string output = Directory.CreateTempSubdirectory("tombolo-signal-browser-").FullName;
        string profile = Directory.CreateTempSubdirectory("tombolo-signal-chromium-").FullName;
        string project = Path.GetFullPath(Path.Combine(SourceDirectory(), "..", "Tombolo.Signal.Bench.Browser"));
        await Process.Start("dotnet", ["publish", project, "-c", "Release", "-v", "q", "-o", output]).WaitForExitAsync();
        using HttpListener listener = new();
        string address = $"http://localhost:{FreePort()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        Channel<string[]> reports = Channel.CreateUnbounded<string[]>();
        _ = ServeAsync(listener, Path.Combine(output, "wwwroot"), reports);
        Dictionary<string, double> results = await RunChromiumAsync(address, profile, reports);
        listener.Stop();
        Directory.Delete(output, recursive: true);
        bool setUp = results.GetValueOrDefault("setup", double.MaxValue) < SetUpBar;
        bool encrypt = results.GetValueOrDefault("encrypt", double.MaxValue) < EncryptBar;
        Console.WriteLine($"session set-up under {SetUpBar} ms: {(setUp ? "met" : "MISSED")}; encrypt under {EncryptBar} ms: {(encrypt ? "met" : "MISSED")}");
        return setUp && encrypt ? 0 : 1;
    }

    private static async Task<Dictionary<string, double>> RunChromiumAsync(string address, string profile, Channel<string[]> reports)
    {
        ProcessStartInfo start = new("chromium") { RedirectStandardError = true };
        foreach (string argument in (string[])["--headless=new", "--no-sandbox", "--disable-gpu", $"--user-data-dir={profile}", address])
        {
            start.ArgumentList.Add(argument);
        }

        using Process chromium = Process.Start(start)!;
        _ = chromium.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(Limit);
        Dictionary<string, double> results = [];
        try
        {
            await foreach (string[] report in reports.Reader.ReadAllAsync(limit.Token))
            {
                results[report[0]] = double.Parse(report[1], CultureInfo.InvariantCulture);
                Console.WriteLine($"{report[0],-10} median {report[1],8} ms, slowest {report[2],8} ms");
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"The page did not report all results within {Limit.TotalMinutes} minutes.");
        }

        chromium.Kill(entireProcessTree: true);
        await chromium.WaitForExitAsync();
        return results;
    }

    private static async Task ServeAsync(HttpListener listener, string root, Channel<string[]> reports)
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return; // stopped
            }

            string path = context.Request.Url!.AbsolutePath.TrimStart('/');
            if (path.StartsWith("result/done", StringComparison.Ordinal))
            {
                reports.Writer.Complete();
            }
            else if (path.StartsWith("result/", StringComparison.Ordinal))
            {
                await reports.Writer.WriteAsync(path["result/".Length..].Split('/'));
            }

            string file = Path.Combine(root, path.Length == 0 ? "index.html" : path);
            context.Response.ContentType = Path.GetExtension(file) switch
            {
                ".html" => "text/html",
                ".js" => "text/javascript",
                ".wasm" => "application/wasm",
                ".json" => "application/json",
                _ => "application/octet-stream",
            };
            if (File.Exists(file))
            {
                await context.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
            }
            else
            {
                context.Response.StatusCode = 404;
            }

            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string SourceDirectory([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
