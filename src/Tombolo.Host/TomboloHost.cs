using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
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
using Tombolo.Server.Transport;
using Tombolo.Server;

namespace Tombolo.Host;

/// <summary>Composes one host process: the server, the chat app as static files, the start page. Listens on loopback only.</summary>
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
        });

        // Only our own settings count: no appsettings.json of the working folder, no ASPNETCORE_URLS of the shell.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddLogFiles(folder.Logs).SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("Orleans", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        var authority = settings.Development ? LocalAuthority.LoadOrCreate(folder.Authority, clock) : null;
        AddServer(builder, settings, folder, ServerCertificate(settings, authority));

        var app = builder.Build();
        Map(app, settings, authority);
        return app;
    }

    private static void AddServer(WebApplicationBuilder builder, HostSettings settings, DataFolder folder, X509Certificate2? certificate)
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

            foreach (var address in certificate is null ? [] : LoopbackAddresses)
            {
                kestrel.ListenXmppTls(new IPEndPoint(address, settings.XmppPort), () => certificate!);
                if (settings.StartTlsPort != 0)
                {
                    kestrel.ListenXmppStartTls(new IPEndPoint(address, settings.StartTlsPort), () => certificate!);
                }
            }
        });
    }

    private static void Map(WebApplication app, HostSettings settings, LocalAuthority? authority)
    {
        // The host listens on loopback, so everybody else comes through a reverse proxy here: rates count who stands behind it.
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

    private static X509Certificate2? ServerCertificate(HostSettings settings, LocalAuthority? authority) =>
        settings is { Certificate: { } certificate, CertificateKey: { } key }
            ? X509Certificate2.CreateFromPemFile(certificate, key)
            : authority?.ServerCertificate(settings.Domain);
}
