using System.Buffers.Text;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Identity;
using Tombolo.Server.Partners.Enlistment;
using Tombolo.Server.Tests.Features;
using Tombolo.Server.Upkeep;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Whole;

/// <summary>Every way a login ends, as a client sees it.</summary>
public sealed class LoginOverTheWireTests
{
    [Fact]
    public async Task OAuthBearer_FreshIdentityToken_LogsInAndGivesALoginToken()
    {
        await using var host = await FeatureHost.StartWholeAsync();
        using var laptop = new TestDevice();
        var bea = await host.EnlistAsync(laptop);

        await using var client = await TestClient.ConnectWebSocketAsync(host.Http.BaseAddress!.Port);
        var answer = await BearerAsync(client, bea, laptop, host, TokenPurposes.Login);

        Assert.Equal("success", answer.Name.LocalName);
        Assert.Equal($"{bea.Account}/1", answer.Element(TestClient.Sasl2 + "authorization-identifier")!.Value);
        var token = answer.Element(XNamespace.Get("urn:xmpp:fast:0") + "token")!;
        await using var again = await TestClient.ConnectWebSocketAsync(host.Http.BaseAddress!.Port);
        Assert.Equal("success", (await again.LogInAsync($"{bea.Account}/1", token.Attribute("token")!.Value)).Name.LocalName);
    }

    [Fact]
    public async Task OAuthBearer_TokenForAnotherPurpose_FailsWithItsCode()
    {
        await using var host = await FeatureHost.StartWholeAsync();
        using var laptop = new TestDevice();
        var bea = await host.EnlistAsync(laptop);

        await using var client = await TestClient.ConnectWebSocketAsync(host.Http.BaseAddress!.Port);

        Assert.Equal("token_purpose", CodeOf(await BearerAsync(client, bea, laptop, host, TokenPurposes.Enlist)));
    }

    [Fact]
    public async Task HashedToken_DeviceReplaced_FailsWithDeviceUnknown()
    {
        await using var host = await FeatureHost.StartWholeAsync();
        using var before = new TestDevice();
        using var after = new TestDevice();
        var old = await host.RegisterAsync("+34600000001", before);
        await host.RegisterAsync("+34600000001", after);

        await using var client = await TestClient.ConnectWebSocketAsync(host.Http.BaseAddress!.Port);

        Assert.Equal("device_unknown", CodeOf(await client.LogInAsync($"{old.Account}/1", old.LoginToken)));
    }

    [Fact]
    public async Task HashedToken_EnlistmentThatEnded_FailsWithEnlistmentEnded()
    {
        await using var host = await FeatureHost.StartWholeAsync();
        using var laptop = new TestDevice();
        var bea = await host.EnlistAsync(laptop);
        host.Clock.Advance(TimeSpan.FromDays(31));
        await host.Services.GetServices<IUpkeepTask>().OfType<EnlistmentUpkeep>().Single().RunAsync(CancellationToken.None);

        await using var client = await TestClient.ConnectWebSocketAsync(host.Http.BaseAddress!.Port);

        Assert.Equal("enlistment_ended", CodeOf(await client.LogInAsync($"{bea.Account}/1", bea.LoginToken)));
    }

    private static async Task<XElement> BearerAsync(TestClient client, Enrolled enrolled, TestDevice device, FeatureHost host, string purpose)
    {
        var (token, nonce) = (host.Partner.Sign(host.Claims(device, purpose)), await host.NonceAsync());
        var possession = Base64Url.EncodeToString(device.Sign(Possession.MessageWithoutKeys(nonce, token)));
        var response = $"n,a={enrolled.Account},\u0001auth=Bearer {token}\u0001nonce={Base64Url.EncodeToString(nonce)}\u0001possession={possession}\u0001device=1\u0001\u0001";
        await client.OpenAsync();
        await client.ExpectAsync("features");
        await client.SendAsync(
            $"<authenticate xmlns='urn:xmpp:sasl:2' mechanism='OAUTHBEARER'><initial-response>{Convert.ToBase64String(Encoding.UTF8.GetBytes(response))}</initial-response>" +
            "<bind xmlns='urn:xmpp:bind:0'><tag>test</tag></bind><request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-NONE'/></authenticate>");
        return await client.ReadAsync();
    }

    private static string? CodeOf(XElement failure)
    {
        Assert.Equal("failure", failure.Name.LocalName);
        return (string?)failure.Element(TestPerson.Errors + "error")?.Attribute("code");
    }
}
