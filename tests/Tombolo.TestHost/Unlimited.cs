using Tombolo.Server;

namespace Tombolo.TestHost;

/// <summary>A host that lets everybody do everything, as far as options go.</summary>
internal static class Unlimited
{
    private const int Plenty = 1_000_000;

    public static void Apply(TomboloServerOptions options)
    {
        options.Streams.MaxStanzasPerSecond = 0;
        options.Streams.LoginTime = TimeSpan.FromHours(1);
        options.Abuse.MaxConnectionsBeforeLogin = Plenty;
        options.Abuse.ConnectionsPerAddress = Plenty;
        options.Abuse.ConnectionsPerAddressAndMinute = Plenty;
    }
}
