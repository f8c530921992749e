using Tombolo.Host.Settings;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Serving;

/// <summary>What a host with these settings would do, for somebody who is about to start it. No secrets.</summary>
internal static class SettingsSummary
{
    public static void Print(HostSettings settings)
    {
        var inside = settings.Address?.ToString() ?? "loopback";
        Console.WriteLine($"These settings can be used for {settings.Domain}, which people reach at {settings.PublicUrl}.");
        Console.WriteLine($"  HTTP and WebSocket   loopback, port {settings.Port}");
        if (settings.Certificate is not null || settings.Development)
        {
            Print("HTTPS and WebSocket", inside, settings.HttpsPort);
            Print("XMPP over TLS", inside, settings.XmppPort);
            Print("XMPP with STARTTLS", inside, settings.StartTlsPort);
        }

        if (settings.ListenPlain is { } plain)
        {
            Console.WriteLine($"  XMPP without TLS     {plain}");
        }

        Print("Other nodes", settings.NodeAddress.ToString(), settings.NodePort);
        Console.WriteLine($"  Plain chat           {(settings.PlainChat ? "on: standard clients write to each other, and the host can read it" : "off")}");
        Console.WriteLine($"  Metrics              {settings.Metrics?.ToString() ?? "nowhere"}");
        Console.WriteLine($"  One-time codes       {(settings.SmsGatewayUrl is not null ? "through the SMS gateway" : settings.Development ? "outbox page" : "none: registration is closed")}");
        Console.WriteLine($"  Database             {(settings.Database == DatabaseEngine.Postgres ? "PostgreSQL" : "SQLite, in the data folder")}");
        Console.WriteLine($"  Data                 {settings.Data}");
    }

    private static void Print(string what, string where, int port)
    {
        if (port != 0)
        {
            Console.WriteLine($"  {what,-20} {where}, port {port}");
        }
    }
}
