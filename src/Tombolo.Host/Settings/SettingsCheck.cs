using System.Net;
using Tombolo.Server.Storage;

namespace Tombolo.Host.Settings;

/// <summary>What must hold between settings that are each fine alone.</summary>
internal static class SettingsCheck
{
    private const string Together = "the settings together";

    public static IEnumerable<SettingError> Problems(HostSettings settings)
    {
        foreach (var problem in ListenerCheck.Problems(settings))
        {
            yield return problem;
        }

        if (settings.Certificate is null != settings.CertificateKey is null)
        {
            yield return new(settings.Certificate is null ? "certificate" : "certificateKey", Together, "a certificate and its key are only useful together");
        }

        if (settings.Development && !new Uri(settings.PublicUrl).IsLoopback)
        {
            yield return new("development", Together, $"development shows one-time codes to everybody, so it cannot be on for the public address {settings.PublicUrl}");
        }

        if (new Uri(settings.PublicUrl) is { Scheme: "http", IsLoopback: false })
        {
            yield return new("publicUrl", Together, $"what others reach must be https, and {settings.PublicUrl} is not");
        }

        if (settings is { Database: DatabaseEngine.Postgres, DatabaseConnection: null })
        {
            yield return new("databaseConnection", Together, "PostgreSQL is chosen, so it must be said how to reach it, such as Host=/run/postgresql;Database=tombolo");
        }

        if (settings is { Database: DatabaseEngine.Sqlite, DatabaseConnection: not null })
        {
            yield return new("database", Together, "a connection to PostgreSQL is given, but the data would go to SQLite; write postgres");
        }

        if (settings is { NodePort: not 0, Database: DatabaseEngine.Sqlite })
        {
            yield return new("nodePort", Together, "nodes of a cluster share a PostgreSQL: database and databaseConnection have to name it");
        }

        foreach (var (key, needed) in Lonely(settings))
        {
            yield return new(key, Together, $"it does nothing without {needed}");
        }

        foreach (var problem in settings.Partners.SelectMany((partner, index) => Partner(settings, partner, index)))
        {
            yield return problem;
        }
    }

    /// <summary>Whoever wrote these believes that they do something.</summary>
    private static IEnumerable<(string Key, string Needed)> Lonely(HostSettings settings)
    {
        if (settings is { SmsGatewayToken: not null, SmsGatewayUrl: null })
        {
            yield return ("smsGatewayToken", "smsGatewayUrl");
        }

        if (settings is { MetricsToken: not null, Metrics: null })
        {
            yield return ("metricsToken", "metrics");
        }

        if (settings is { NodePort: 0 } && !IPAddress.IsLoopback(settings.NodeAddress))
        {
            yield return ("nodeAddress", "nodePort");
        }
    }

    private static IEnumerable<SettingError> Partner(HostSettings settings, PartnerSettings partner, int index)
    {
        if (partner.Id.Length == 0 || partner.Issuer.Length == 0 || partner.Name.Length == 0)
        {
            yield return new($"partners:{index}", Together, "a partner needs id, name and issuer");
            yield break;
        }

        if (settings.Partners.Take(index).Any(other => other.Id == partner.Id || other.Issuer == partner.Issuer))
        {
            yield return new($"partners:{index}:id", Together, $"the partner {partner.Id} or its issuer is there twice");
        }

        if (!partner.Issuer.StartsWith("https://", StringComparison.Ordinal) && !(settings.Development && new Uri(partner.Issuer).IsLoopback))
        {
            yield return new($"partners:{index}:issuer", Together, "an issuer is an https address; only in development it may be http on loopback");
        }
    }
}
