using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tombolo.App.Conversation;
using Tombolo.App.Demo;
using Tombolo.App.Enrolment;
using Tombolo.App.Places;

namespace Tombolo.App.Device;

/// <summary>Registers the app's services in a WebAssembly shell.</summary>
public static class AppRegistration
{
    /// <summary>
    /// Adds everything <see cref="Root"/> needs but an <see cref="HttpClient"/> and, for a partner's app, an
    /// <see cref="Enrolment.IIdentitySource"/>.
    /// </summary>
    public static IServiceCollection AddTomboloApp(this IServiceCollection services, Action<AppOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new AppOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<DemoTour>();
        services.TryAddScoped<DemoOutbox>();
        services.TryAddScoped<Navigator>();
        services.TryAddScoped<BrowserPage>();
        services.TryAddScoped<IDeviceOpener, BrowserDevice>();
        services.TryAddScoped<AppSession>();
        services.TryAddScoped<Enroller>();
        services.TryAddSingleton<Clock>();
        return services;
    }
}
