using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Server.Abuse;

namespace Tombolo.Server.Tests.Abuse;

public sealed class ConnectionGateTests
{
    private static readonly IPAddress Stranger = IPAddress.Parse("192.0.2.7");

    private readonly TomboloServerOptions _options = new();
    private readonly FakeTimeProvider _clock = new();

    private ConnectionGate Gate => field ??= new ConnectionGate(new RateLimits(_clock), Options.Create(_options));

    [Fact]
    public void Address_AtItsBound_GetsNoPlaceUntilOneOfItsConnectionsEnds()
    {
        _options.Abuse.ConnectionsPerAddress = 2;
        var first = Gate.TryEnter(Stranger)!;
        Gate.TryEnter(Stranger)!.LoggedIn();

        Assert.Null(Gate.TryEnter(Stranger));
        Assert.NotNull(Gate.TryEnter(IPAddress.Parse("192.0.2.8")));
        first.Dispose();
        first.Dispose();
        Assert.NotNull(Gate.TryEnter(Stranger));
        Assert.Null(Gate.TryEnter(Stranger));
    }

    [Fact]
    public void Address_OpeningAndClosing_IsBoundedByTheMinute()
    {
        _options.Abuse.ConnectionsPerAddressAndMinute = 3;
        for (var number = 0; number < 3; number++)
        {
            Gate.TryEnter(Stranger)!.Dispose();
        }

        Assert.Null(Gate.TryEnter(Stranger));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(Gate.TryEnter(Stranger));
    }

    [Fact]
    public void Ipv6Networks_OfOneCustomer_AreOneAddress()
    {
        _options.Abuse.ConnectionsPerAddress = 1;
        Gate.TryEnter(IPAddress.Parse("2001:db8:1:2::1"));

        Assert.Null(Gate.TryEnter(IPAddress.Parse("2001:db8:1:2:3:4:5:6")));
        Assert.NotNull(Gate.TryEnter(IPAddress.Parse("2001:db8:1:3::1")));
    }

    [Fact]
    public void PlacesBeforeLogin_WhenTaken_AreFreedByLoggingIn()
    {
        _options.Abuse.MaxConnectionsBeforeLogin = 1;
        var first = Gate.TryEnter(Stranger)!;

        Assert.True(Gate.IsCrowded);
        Assert.Null(Gate.TryEnter(IPAddress.Loopback));
        first.LoggedIn();
        Assert.NotNull(Gate.TryEnter(IPAddress.Loopback));
    }

    [Fact]
    public void Node_AtItsBound_GetsNoMore()
    {
        _options.Abuse.MaxConnections = 1;
        using var first = Gate.TryEnter(IPAddress.Loopback);

        Assert.Null(Gate.TryEnter(Stranger));
    }

    [Fact]
    public void Proxy_OnThisMachine_StandsForMany()
    {
        _options.Abuse.ConnectionsPerAddress = 1;
        _options.Abuse.ConnectionsPerAddressAndMinute = 1;

        Assert.All(Enumerable.Range(0, 10), _ => Assert.NotNull(Gate.TryEnter(IPAddress.Parse("::ffff:127.0.0.1"))));
        Assert.NotNull(Gate.TryEnter(IPAddress.Parse("127.0.0.2")));
        Assert.Null(Gate.TryEnter(IPAddress.Parse("127.0.0.2")));
    }

    [Fact]
    public void Connection_ThatNeedNotLogIn_TakesNoPlaceOfThoseWho()
    {
        _options.Abuse.MaxConnectionsBeforeLogin = 1;
        _options.Abuse.ConnectionsPerAddress = 2;
        var web = Gate.TryEnter(Stranger, waitsForLogin: false)!;

        Assert.NotNull(Gate.TryEnter(Stranger));
        Assert.Null(Gate.TryEnter(Stranger, waitsForLogin: false));
        web.Dispose();
        Assert.NotNull(Gate.TryEnter(Stranger, waitsForLogin: false));
        Assert.Equal(2, Gate.Open);
    }
}
