using System.Security.Cryptography;
using System.Text;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Identity;
using Tombolo.Server.Accounts;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Accounts;

public sealed class LoginTests(SharedHost shared) : HostedTests(shared)
{
    [Fact]
    public async Task Login_WithTheTokenOfEnrolment_GivesTheNextToken()
    {
        using var device = new TestDevice();
        var enrolled = await Host.RegisterAsync("+34600000021", device);

        var login = await LoginAsync(enrolled, enrolled.LoginToken);

        Assert.True(login.Succeeded);
        Assert.NotEqual(enrolled.LoginToken, login.NextToken);
        Assert.Equal(HMACSHA256.HashData(Encoding.ASCII.GetBytes(enrolled.LoginToken), "Responder"u8), login.ServerProof.ToArray());
    }

    [Fact]
    public async Task Login_UntilTheNextTokenIsUsed_TakesTheOldOne()
    {
        using var device = new TestDevice();
        var enrolled = await Host.RegisterAsync("+34600000022", device);
        var next = (await LoginAsync(enrolled, enrolled.LoginToken)).NextToken!;

        // The reply with the next token was lost: the old one still works, and the lost one is dead.
        var again = await LoginAsync(enrolled, enrolled.LoginToken);
        Assert.True(again.Succeeded);
        Assert.Equal(ErrorCode.DeviceUnknown, (await LoginAsync(enrolled, next)).Refusal);

        Assert.True((await LoginAsync(enrolled, again.NextToken!)).Succeeded);
        Assert.Equal(ErrorCode.DeviceUnknown, (await LoginAsync(enrolled, enrolled.LoginToken)).Refusal);
    }

    [Fact]
    public async Task Login_ChannelBindingOfAnotherConnection_IsRefused()
    {
        using var device = new TestDevice();
        var enrolled = await Host.RegisterAsync("+34600000023", device);
        var hash = HMACSHA256.HashData(Encoding.ASCII.GetBytes(enrolled.LoginToken), (byte[])[.. "Initiator"u8, 1, 2, 3]);

        var proof = new TokenProof(AddressOf(enrolled), "HT-SHA-256-EXPR", hash, new byte[] { 9, 9, 9 });
        Assert.False((await Host.Get<IDeviceAuthenticator>().LoginAsync(proof, CancellationToken.None)).Succeeded);
        Assert.True((await Host.Get<IDeviceAuthenticator>().LoginAsync(proof with { ChannelBinding = new byte[] { 1, 2, 3 } }, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Login_DeviceReplacedSince_IsDeviceUnknown()
    {
        using var before = new TestDevice();
        using var after = new TestDevice();
        var old = await Host.RegisterAsync("+34600000024", before);
        await Host.RegisterAsync("+34600000024", after);

        Assert.Equal(ErrorCode.DeviceUnknown, (await LoginAsync(old, old.LoginToken)).Refusal);
    }

    [Fact]
    public async Task Login_Database_HoldsNoTokenInTheClear()
    {
        using var device = new TestDevice();
        var enrolled = await Host.RegisterAsync("+34600000025", device);
        await LoginAsync(enrolled, enrolled.LoginToken);

        foreach (var file in Directory.GetFiles(Host.DataFolder, "host.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(enrolled.LoginToken)));
        }
    }

    [Fact]
    public async Task Login_PartnerDeviceWithFreshIdentityToken_Succeeds()
    {
        using var device = new TestDevice();
        var enrolled = await Host.EnlistAsync(device, "ana@wren.example", "ana");

        var login = await BearerAsync(enrolled, device, Host.Claims(device, TokenPurposes.Login, "ana@wren.example", "ana"));

        Assert.True(login.Succeeded, login.Refusal.ToString());
        Assert.True((await LoginAsync(enrolled, login.NextToken!)).Succeeded);
    }

    [Fact]
    public async Task Login_BearerOfAnotherUserOrPurposeOrKey_IsRefused()
    {
        using var device = new TestDevice();
        using var other = new TestDevice();
        var enrolled = await Host.EnlistAsync(device, "ben@wren.example", "ben");
        await Host.EnlistAsync(other, "cleo@wren.example", "cleo");

        Assert.Equal(ErrorCode.DeviceUnknown, (await BearerAsync(enrolled, other, Host.Claims(other, TokenPurposes.Login, "cleo@wren.example", "cleo"))).Refusal);
        Assert.Equal(ErrorCode.TokenPurpose, (await BearerAsync(enrolled, device, Host.Claims(device, TokenPurposes.Enlist, "ben@wren.example", "ben"))).Refusal);
        Assert.Equal(ErrorCode.TokenBinding, (await BearerAsync(enrolled, other, Host.Claims(other, TokenPurposes.Login, "ben@wren.example", "ben"))).Refusal);
        Assert.Equal(ErrorCode.IdentifierMismatch, (await BearerAsync(enrolled, device, Host.Claims(device, TokenPurposes.Login, "ben.new@wren.example", "ben"))).Refusal);
    }

    [Fact]
    public async Task Login_BearerTwice_IsTokenReplayed()
    {
        using var device = new TestDevice();
        var enrolled = await Host.EnlistAsync(device, "dan@wren.example", "dan");
        var claims = Host.Claims(device, TokenPurposes.Login, "dan@wren.example", "dan");

        Assert.True((await BearerAsync(enrolled, device, claims)).Succeeded);
        Assert.Equal(ErrorCode.TokenReplayed, (await BearerAsync(enrolled, device, claims)).Refusal);
    }

    [Fact]
    public async Task Login_PartnerDeviceADayLater_NeedsAFreshIdentityToken()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        var enrolled = await host.EnlistAsync(device);
        var next = (await LoginAsync(enrolled, enrolled.LoginToken, host)).NextToken!;

        host.Clock.Advance(TimeSpan.FromHours(24.1));

        Assert.Equal(ErrorCode.LoginTokenInvalid, (await LoginAsync(enrolled, next, host)).Refusal);
        var login = await BearerAsync(enrolled, device, host.Claims(device, TokenPurposes.Login), host);
        Assert.True((await LoginAsync(enrolled, login.NextToken!, host)).Succeeded);
    }

    private static DeviceAddress AddressOf(Enrolled enrolled) => new(AccountAddress.Parse(enrolled.Account), enrolled.DeviceId);

    private Task<LoginResult> LoginAsync(Enrolled enrolled, string token, FeatureHost? host = null)
    {
        var hash = HMACSHA256.HashData(Encoding.ASCII.GetBytes(token), "Initiator"u8);
        return (host ?? Host).Get<IDeviceAuthenticator>().LoginAsync(new TokenProof(AddressOf(enrolled), "HT-SHA-256-NONE", hash, default), CancellationToken.None);
    }

    private async Task<LoginResult> BearerAsync(Enrolled enrolled, TestDevice device, Dictionary<string, object> claims, FeatureHost? at = null)
    {
        var host = at ?? Host;
        var (token, nonce) = (host.Partner.Sign(claims), await host.NonceAsync());
        var proof = new BearerProof(AddressOf(enrolled), token, nonce, device.Sign(Possession.MessageWithoutKeys(nonce, token)));
        return await host.Get<IDeviceAuthenticator>().LoginAsync(proof, CancellationToken.None);
    }
}
