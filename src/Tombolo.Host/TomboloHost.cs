using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tombolo.Host.Certificates;
using Tombolo.Host.DataFolders;
using Tombolo.Host.Logs;
using Tombolo.Host.Observability;
using Tombolo.Host.Security;
using Tombolo.Host.Settings;
using Tombolo.Host.StartPage;
using Tombolo.Host.StaticApp;
using Tombolo.Server.Observability;
using Tombolo.Server.Transport;
using Tombolo.Server;

namespace Tombolo.Host;

/// <summary>Composes one host process: the server, the chat app as static files, the start page. What is plain listens on loopback only.</summary>
public static class TomboloHost
{
    private static IEnumerable<IPAddress> LoopbackAddresses => Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];

    /// <summary>Builds a host that is ready to start. The caller starts, stops and disposes it, and watches for signals itself.</summary>
    /// <param name="settings">Checked settings, see <see cref="SettingsReader"/>.</param>
    /// <param name="folder">The data folder, held by the caller for as long as the host lives.</param>
    /// <param name="clock">The clock of the whole host.</param>
    public static WebApplication Create(HostSettings settings, DataFolder folder, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(clock);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "Tombolo.Host",
            EnvironmentName = settings.Development ? Environments.Development : Environments.Production,
            ContentRootPath = folder.Path,

            // The default settings files are not read at all (below); watching the data folder for them would cost an event for each commit.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });

        // Only our own settings count: no appsettings.json of the working folder, no ASPNETCORE_URLS of the shell.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddLogFiles(folder.Logs).SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("Orleans", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning)
            .AddFilter("Tombolo.Server.Cluster.NodeService", LogLevel.Warning);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        var authority = settings.Development ? LocalAuthority.LoadOrCreate(folder.Authority, clock) : null;
        AddServer(builder, settings, folder, ServerCertificate(builder.Services, settings, authority, clock));

        var app = builder.Build();
        app.Services.GetService<CertificateFiles>()?.Attach(app.Services.GetRequiredService<ILoggerFactory>(), app.Services.GetRequiredService<IMeterFactory>());
        Map(app, settings, authority);
        return app;
    }

    private static void AddServer(WebApplicationBuilder builder, HostSettings settings, DataFolder folder, Func<SslStreamCertificateContext>? certificate)
    {
        builder.Services.AddTomboloServer(options => ServerSettings.Apply(settings, folder, certificate is not null, options));
        builder.Services.AddHostTelemetry(settings);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(settings.Port);
            if (settings.Metrics is { } metrics)
            {
                kestrel.Listen(metrics);
            }

            if (settings.ListenPlain is { } plain)
            {
                kestrel.ListenXmppPlain(plain);
            }

            if (certificate is not null)
            {
                ListenInsideTls(kestrel, settings, certificate);
            }
        });
    }

    private static void ListenInsideTls(KestrelServerOptions kestrel, HostSettings settings, Func<SslStreamCertificateContext> certificate)
    {
        foreach (var address in settings.Address is { } one ? [one] : LoopbackAddresses)
        {
            kestrel.ListenXmppTls(new IPEndPoint(address, settings.XmppPort), certificate);
            if (settings.StartTlsPort != 0)
            {
                kestrel.ListenXmppStartTls(new IPEndPoint(address, settings.StartTlsPort), certificate);
            }

            if (settings.HttpsPort != 0)
            {
                kestrel.ListenHttps(new IPEndPoint(address, settings.HttpsPort), certificate);
            }
        }
    }

    private static void Map(WebApplication app, HostSettings settings, LocalAuthority? authority)
    {
        // Only a proxy on this machine is believed (the default of these options): rates count who stands behind it.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
        app.UseSecurityHeaders();
        app.UseMetricsEndpoint(settings);
        if (settings.Web is not null)
        {
            var webSocket = new UriBuilder(settings.PublicUrl) { Scheme = settings.PublicUrl.StartsWith("https", StringComparison.Ordinal) ? "wss" : "ws" };
            app.UseStaticApp("/app", settings.Web, [webSocket.Uri.GetLeftPart(UriPartial.Authority)]);
        }

        app.UseRouting();
        app.MapTombolo();
        app.MapStartPage(settings);
        if (authority is not null)
        {
            var pem = authority.Certificate.ExportCertificatePem() + "\n";
            app.MapGet("/.well-known/tombolo/ca.pem", () => TypedResults.Text(pem, "application/x-pem-file"));
        }
    }

    private static Func<SslStreamCertificateContext>? ServerCertificate(IServiceCollection services, HostSettings settings, LocalAuthority? authority, TimeProvider clock)
    {
        if (settings is { Certificate: { } certificate, CertificateKey: { } key })
        {
            var files = new CertificateFiles(certificate, key, clock);
            services.AddSingleton(files).AddHostedService(_ => files).AddSingleton<IReadinessCheck>(files);
            return () => files.Context;
        }

        if (authority is null)
        {
            return null;
        }

        var made = CertificateChain.Of(authority.ServerCertificate(settings.Domain)).Context;
        return () => made;
    }
}
