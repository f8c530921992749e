using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Server.Abuse;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Tests.Abuse;

public sealed class LoginGuardTests
{
    private static readonly AccountAddress Alice = AccountAddress.Parse("alice@localhost");
    private static readonly AccountAddress Bob = AccountAddress.Parse("bob@localhost");

    private readonly TomboloServerOptions _options = new();
    private readonly FakeTimeProvider _clock = new();

    private LoginGuard Guard => field ??= new LoginGuard(new RateLimits(_clock), Options.Create(_options));

    [Fact]
    public void Address_GuessingAtManyAccounts_IsStoppedForAnHour()
    {
        _options.Abuse.LoginFailuresPerAddressAndHour = 3;
        for (var number = 0; number < 3; number++)
        {
            Assert.True(Guard.MayTry("192.0.2.7", AccountAddress.Parse($"user{number}@localhost")));
        }

        Assert.False(Guard.MayTry("192.0.2.7", Bob));
        Assert.True(Guard.MayTry("192.0.2.8", Bob));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.True(Guard.MayTry("192.0.2.7", Bob));
    }

    [Fact]
    public void Account_GuessedAtFromEverywhere_IsClosedToAddressesItDoesNotKnow()
    {
        _options.Abuse.LoginFailuresPerAccountAndHour = 5;
        Assert.True(Guard.MayTry("198.51.100.1", Alice));
        Guard.Succeeded("198.51.100.1", Alice);
        for (var number = 0; number < 5; number++)
        {
            Assert.True(Guard.MayTry($"192.0.2.{number}", Alice));
        }

        Assert.False(Guard.MayTry("192.0.2.99", Alice));
        Assert.False(Guard.MayTry(null, Alice));
        Assert.True(Guard.MayTry("198.51.100.1", Alice));
        Assert.True(Guard.MayTry("192.0.2.99", Bob));
    }

    [Fact]
    public void RightCredentials_HoweverOften_UseNothingUp()
    {
        _options.Abuse.LoginFailuresPerAddressAndHour = 1;
        _options.Abuse.LoginFailuresPerAccountAndHour = 1;

        for (var number = 0; number < 10; number++)
        {
            Assert.True(Guard.MayTry("192.0.2.7", Alice));
            Guard.Succeeded("192.0.2.7", Alice);
        }
    }
}
