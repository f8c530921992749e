using System.Net.Http.Headers;
using Tombolo.Interop.Json;
using Tombolo.Interop.Registration;
using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Accounts;

public sealed class RegistrationTests(SharedHost shared) : HostedTests(shared)
{
    [Fact]
    public async Task Register_NumberAndCode_GivesAnAccountOfTheHost()
    {
        using var device = new TestDevice();

        var started = await Host.StartRegistrationAsync("+34 600 000 001");
        var enrolled = await FeatureHost.ReplyAsync(await Host.VerifyAsync(started.Id, await Host.LatestCodeAsync("+34600000001"), device), InteropJson.Default.Enrolled);

        Assert.Equal("+34600000001", started.Number);
        Assert.EndsWith("@localhost", enrolled.Account, StringComparison.Ordinal);
        Assert.True(Guid.TryParseExact(enrolled.Account.Split('@')[0], "D", out var id) && id.Version == 4);
        Assert.Null(enrolled.LoginTokenExpiresAt);
        Assert.Equal("wss://host.test/xmpp", enrolled.Endpoints.Websocket);
        Assert.Equal(5, enrolled.Limits.RequestsPerStranger);
    }

    [Theory]
    [InlineData("600000001")]
    [InlineData("+34 12")]
    [InlineData("+999 600 000 001")]
    [InlineData("+34 600 000 001 ext. 5")]
    [InlineData("hello")]
    [InlineData("")]
    public async Task Start_NoPhoneNumber_IsNumberInvalid(string number) => Assert.Equal(
        ErrorCode.NumberInvalid,
        await FeatureHost.RefusalAsync(await Host.PostAsync("/v1/registrations", new RegistrationRequest(number), InteropJson.Default.RegistrationRequest)));

    [Fact]
    public async Task Verify_WrongCode_IsCodeWrongThenExhausted()
    {
        using var device = new TestDevice();
        var started = await Host.StartRegistrationAsync("+34600000011");
        var code = await Host.LatestCodeAsync("+34600000011");
        var wrong = code == "000000" ? "000001" : "000000";

        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(ErrorCode.CodeWrong, await FeatureHost.RefusalAsync(await Host.VerifyAsync(started.Id, wrong, device)));
        }

        // Now even the right one comes too late.
        Assert.Equal(ErrorCode.AttemptsExhausted, await FeatureHost.RefusalAsync(await Host.VerifyAsync(started.Id, code, device)));
    }

    [Fact]
    public async Task Verify_ManyGuessesAtOnce_HasNoMoreTriesThanOneByOne()
    {
        using var device = new TestDevice();
        var started = await Host.StartRegistrationAsync("+34600000016");
        var wrong = await Host.LatestCodeAsync("+34600000016") == "000000" ? "000001" : "000000";

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await FeatureHost.RefusalAsync(await Host.VerifyAsync(started.Id, wrong, device))));

        Assert.Equal(5, answers.Count(answer => answer == ErrorCode.CodeWrong));
        Assert.Equal(15, answers.Count(answer => answer == ErrorCode.AttemptsExhausted));
    }

    [Fact]
    public async Task Verify_UnknownOrFinishedOrReplaced_IsRegistrationUnknown()
    {
        using var device = new TestDevice();
        Assert.Equal(ErrorCode.RegistrationUnknown, await FeatureHost.RefusalAsync(await Host.VerifyAsync("nothing", "123456", device)));

        var first = await Host.StartRegistrationAsync("+34600000012");
        var firstCode = await Host.LatestCodeAsync("+34600000012");
        var second = await Host.StartRegistrationAsync("+34600000012");
        var secondCode = await Host.LatestCodeAsync("+34600000012");
        Assert.Equal(ErrorCode.RegistrationUnknown, await FeatureHost.RefusalAsync(await Host.VerifyAsync(first.Id, firstCode, device)));

        await FeatureHost.ReplyAsync(await Host.VerifyAsync(second.Id, secondCode, device), InteropJson.Default.Enrolled);
        Assert.Equal(ErrorCode.RegistrationUnknown, await FeatureHost.RefusalAsync(await Host.VerifyAsync(second.Id, secondCode, device)));
    }

    [Fact]
    public async Task Register_NumberAgain_KeepsTheAddressAndReplacesTheDevice()
    {
        using var before = new TestDevice();
        using var after = new TestDevice();
        var first = await Host.RegisterAsync("+34600000013", before);

        var second = await Host.RegisterAsync("+34600000013", after);

        var account = AccountAddress.Parse(first.Account);
        var facts = await Host.Get<IAccountFacts>().LoadAsync(account, CancellationToken.None);
        Assert.Equal(first.Account, second.Account);
        Assert.Equal(after.Keys.IdentityKey, Assert.Single(facts!.Devices).IdentityKey.ToArray());
        Assert.Contains(new DeviceAddress(account, 1), Host.Signals.RemovedDevices);
        Assert.Contains(account, Host.Signals.ChangedFacts);
    }

    /// <summary>Nobody listens to the signals here: the commit itself has to do it, so that nothing for the new device can be deleted later.</summary>
    [Fact]
    public async Task Register_NumberAgain_DeletesWhatWaitedWithTheOldDevice()
    {
        using var before = new TestDevice();
        using var after = new TestDevice();
        var device = new DeviceAddress(AccountAddress.Parse((await Host.RegisterAsync("+34600000018", before)).Account), DeviceAddress.Primary);
        var mailboxes = Host.Get<IMailboxStore>();
        var old = await mailboxes.OpenAsync(device, CancellationToken.None);
        await mailboxes.AppendAsync([new MailboxAppend { Digest = null, IsRequest = false, At = Host.Clock.GetUtcNow(), Entries = [(old, [1, 2, 3])] }]);

        await Host.RegisterAsync("+34600000018", after);

        Assert.Equal(0, (await mailboxes.MeasureAsync(old.Id, CancellationToken.None)).Entries);
        Assert.NotEqual(old.Id, (await mailboxes.OpenAsync(device, CancellationToken.None)).Id);
    }

    [Fact]
    public async Task Verify_KeysOfTheWrongForm_IsKeysInvalid()
    {
        using var device = new TestDevice();
        var started = await Host.StartRegistrationAsync("+34600000014");
        var code = await Host.LatestCodeAsync("+34600000014");
        var good = device.Keys;

        device.Keys = good with { PreKeys = [good.PreKeys[0], good.PreKeys[0]] };
        Assert.Equal(ErrorCode.KeysInvalid, await FeatureHost.RefusalAsync(await Host.VerifyAsync(started.Id, code, device)));
        device.Keys = good with { IdentityKey = new byte[33] };
        Assert.Equal(ErrorCode.KeysInvalid, await FeatureHost.RefusalAsync(await Host.VerifyAsync(started.Id, code, device)));
        device.Keys = good with { KyberLastResort = good.SignedPreKey };
        Assert.Equal(ErrorCode.KeysInvalid, await FeatureHost.RefusalAsync(await Host.VerifyAsync(started.Id, code, device)));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"number\":5}")]
    public async Task Start_BodyOfAnotherShape_IsRequestMalformed(string body) =>
        Assert.Equal(ErrorCode.RequestMalformed, await FeatureHost.RefusalAsync(await PostTextAsync(body)));

    [Fact]
    public async Task Start_BodyOverTheLimit_IsRequestTooLarge() =>
        Assert.Equal(ErrorCode.RequestTooLarge, await FeatureHost.RefusalAsync(await PostTextAsync("{\"number\":\"" + new string('1', 200_000) + "\"}")));

    [Fact]
    public async Task Outbox_Page_ShowsTheCodeAndRunsNoScript()
    {
        await Host.StartRegistrationAsync("+34600000015");

        var response = await Host.Http.GetAsync("/dev/outbox");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Contains(await Host.LatestCodeAsync("+34600000015"), page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outbox_Json_IsReadableForScripts()
    {
        await Host.StartRegistrationAsync("+34600000017");

        Assert.Contains("\"number\":\"+34600000017\"", await Host.Http.GetStringAsync("/dev/outbox.json?number=%2B34600000017"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outbox_AskedUnderAForeignName_DoesNotExist()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dev/outbox.json");
        request.Headers.Host = "rebound.example";

        Assert.Equal(ErrorCode.NotFound, await FeatureHost.RefusalAsync(await Host.Http.SendAsync(request)));
    }

    private async Task<HttpResponseMessage> PostTextAsync(string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await Host.Http.PostAsync("/v1/registrations", content);
    }
}
