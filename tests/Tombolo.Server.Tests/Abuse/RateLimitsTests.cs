using System.Net;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Server.Abuse;

namespace Tombolo.Server.Tests.Abuse;

public sealed class RateLimitsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void TryTake_OverTheLimit_IsRefusedUntilTheWindowEnds()
    {
        var rates = new RateLimits(_clock);
        Assert.True(rates.TryTake("scope", "key", 2, Minute, out _));
        Assert.True(rates.TryTake("scope", "key", 2, Minute, out _));

        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.False(rates.TryTake("scope", "key", 2, Minute, out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(40), retryAfter);

        _clock.Advance(retryAfter);
        Assert.True(rates.TryTake("scope", "key", 2, Minute, out _));
    }

    [Fact]
    public void TryTake_OtherKeyOrScope_CountsForItself()
    {
        var rates = new RateLimits(_clock);
        rates.TryTake("scope", "key", 1, Minute, out _);

        Assert.True(rates.TryTake("scope", "another", 1, Minute, out _));
        Assert.True(rates.TryTake("another", "key", 1, Minute, out _));
        Assert.False(rates.TryTake("scope", "key", 1, Minute, out _));
    }

    [Fact]
    public void TryTake_ManyCallersAtOnce_LetsExactlyTheLimitThrough()
    {
        var rates = new RateLimits(_clock);
        var passed = 0;

        Parallel.For(0, 1000, _ => Interlocked.Add(ref passed, rates.TryTake("scope", "key", 100, Minute, out var _) ? 1 : 0));

        Assert.Equal(100, passed);
    }

    [Fact]
    public void TryTake_MoreKeysThanMemoryAllows_RefusesNewcomersUntilWindowsEnd()
    {
        var rates = new RateLimits(_clock);
        for (var key = 0; key < 100_000; key++)
        {
            rates.TryTake("scope", key.ToString(System.Globalization.CultureInfo.InvariantCulture), 1, Minute, out _);
        }

        Assert.False(rates.TryTake("scope", "newcomer", 1, Minute, out _));
        Assert.True(rates.TryTake("another scope", "newcomer", 1, Minute, out _));
        _clock.Advance(Minute);
        Assert.True(rates.TryTake("scope", "newcomer", 1, Minute, out _));
    }

    [Fact]
    public void TryTake_FromManyNetworksOfOneSite_IsBoundedForTheSite()
    {
        var rates = new RateLimits(_clock);
        var passed = Enumerable.Range(0, 100).Count(network => rates.TryTake("scope", IPAddress.Parse($"2001:db8:1:{network:x}::1"), 2, Minute, out _));

        Assert.Equal(16, passed);
        Assert.True(rates.TryTake("scope", IPAddress.Parse("2001:db8:2::1"), 2, Minute, out _));
    }

    [Fact]
    public void GiveBack_AfterATake_AllowsAnother()
    {
        var rates = new RateLimits(_clock);
        Assert.True(rates.TryTake("scope", "key", 1, Minute, out _));

        rates.GiveBack("scope", "key");

        Assert.True(rates.TryTake("scope", "key", 1, Minute, out _));
        Assert.False(rates.TryTake("scope", "key", 1, Minute, out _));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void Of_Address_IsTheCallersNetwork(string address, string expected) => Assert.Equal(expected, NetworkOrigin.Of(IPAddress.Parse(address)));
}
