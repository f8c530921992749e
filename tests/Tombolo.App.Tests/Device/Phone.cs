using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tombolo.App.Device;
using Tombolo.App.Places;

namespace Tombolo.App.Tests.Device;

/// <summary>The app on a phone without a browser: screens drawn by bUnit over a messenger in memory.</summary>
internal sealed class Phone : BunitContext
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 19, 0, 0, TimeSpan.Zero));

    public Phone(Action<AppOptions>? configure = null, IDeviceOpener? opener = null)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("./_content/Tombolo.App/environment.js").Setup<string>("language").SetResult("en-GB");
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton(new HttpClient(new NoNetwork()));
        Services.AddSingleton(opener ?? new GivenDevice(Messenger));
        Services.AddTomboloApp(configure);
    }

    public FakeMessenger Messenger { get; } = new();

    public Navigator Navigator => Services.GetRequiredService<Navigator>();

    public AppSession Session => Services.GetRequiredService<AppSession>();

    public IRenderedComponent<Root> Open() => Render<Root>();

    /// <summary>Lets the frame pass that is drawn before keys are made.</summary>
    public void Tick() => Tick(TimeSpan.FromSeconds(1));

    public void Tick(TimeSpan time) => _time.Advance(time);

    public void Go(Place place) => Navigator.Go(place);
}
