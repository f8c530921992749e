using Tombolo.Browser.Tests.Phones;

namespace Tombolo.Browser.Tests.Demo;

/// <summary>One demo and one browser for all tests of a class.</summary>
public sealed class RunningDemo : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DemoProcess? _demo;
    private Chromium? _chromium;

    internal DemoProcess Demo => _demo ?? throw new InvalidOperationException("The demo has not been started.");

    internal Chromium Chromium => _chromium ?? throw new InvalidOperationException("The browser has not been started.");

    public async ValueTask InitializeAsync()
    {
        _demo = await DemoProcess.StartAsync(_folder.Path);
        _chromium = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_demo is not null)
            await _demo.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The host's app for one of the demo's numbers.</summary>
    internal Uri App(string profile, string number, string with) => AppOf(Demo, profile, number, with);

    internal static Uri AppOf(DemoProcess demo, string profile, string number, string with) =>
        new(demo.Url, $"/app/?demo=1&as={profile}&number={Uri.EscapeDataString(number)}&with={Uri.EscapeDataString(with)}");
}
