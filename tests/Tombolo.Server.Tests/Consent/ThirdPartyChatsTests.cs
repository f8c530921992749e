using Tombolo.Interop.Enlistment;
using Tombolo.Server.Accounts;
using Tombolo.Server.Routing;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Consent;

public sealed class ThirdPartyChatsTests(SharedHost shared) : HostedTests(shared)
{
    [Fact]
    public async Task Get_NewAccount_IsOffAndListsEveryPartner()
    {
        using var phone = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000111", phone);

        var settings = (await GetAsync(alice)).Payload!;

        var partner = Assert.Single(settings.Elements(Iqs.Settings + "partner"));
        Assert.Equal("false", settings.Attribute("enabled")!.Value);
        Assert.Equal("separate", settings.Attribute("inbox")!.Value);
        Assert.Equal(["wren", "Wren", "email", "false"], partner.Attributes().Select(attribute => attribute.Value));
    }

    [Fact]
    public async Task Set_OnWithAPartner_IsKeptTellsTheGrainAndTheOtherDevices()
    {
        using var phone = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000112", phone);

        await Host.AskAsync(alice, IqType.Set, Iqs.ThirdPartyChats(enabled: true, "wren"));

        var account = AccountAddress.Parse(alice.Account);
        var facts = await Host.Get<IAccountFacts>().LoadAsync(account, CancellationToken.None);
        var push = Host.Signals.Notices.Single(notice => notice.To == account);
        Assert.Equal("true", (await GetAsync(alice)).Payload!.Attribute("enabled")!.Value);
        Assert.Equal(["wren"], facts!.EnabledPartners);
        Assert.Contains(account, Host.Signals.ChangedFacts);
        Assert.False(push.Stored);
        Assert.Equal(1, push.Notice.ExceptDevice);
        Assert.Equal("localhost", push.Notice.From);
        Assert.Equal("third-party-chats", RecordedSignals.Read(push.Notice).Name.LocalName);
    }

    [Fact]
    public async Task Set_OffAgain_KeepsTheTicksAndReachesNobody()
    {
        using var phone = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000113", phone);
        await Host.AskAsync(alice, IqType.Set, Iqs.ThirdPartyChats(enabled: true, "wren"));

        await Host.AskAsync(alice, IqType.Set, Iqs.ThirdPartyChats(enabled: false));

        var facts = await Host.Get<IAccountFacts>().LoadAsync(AccountAddress.Parse(alice.Account), CancellationToken.None);
        Assert.Empty(facts!.EnabledPartners);
        Assert.Equal("true", (await GetAsync(alice)).Payload!.Element(Iqs.Settings + "partner")!.Attribute("enabled")!.Value);
    }

    [Fact]
    public async Task Set_UnknownPartnerOrInbox_IsRequestMalformed()
    {
        using var phone = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000114", phone);
        var strange = Iqs.ThirdPartyChats(enabled: true);
        strange.SetAttributeValue("inbox", "upside-down");

        Assert.Equal(ErrorCode.RequestMalformed, (await Host.AskAsync(alice, IqType.Set, Iqs.ThirdPartyChats(enabled: true, "nobody"))).Code);
        Assert.Equal(ErrorCode.RequestMalformed, (await Host.AskAsync(alice, IqType.Set, strange)).Code);
    }

    [Fact]
    public async Task Get_NumberOutsideTheRegions_IsPolicyRegionAlsoWhenItWasOnBefore()
    {
        using var phone = new TestDevice();
        var outsider = await Host.RegisterAsync("+1 201 555 0123", phone);

        Assert.Equal(ErrorCode.PolicyRegion, (await GetAsync(outsider)).Code);
        Assert.Equal(ErrorCode.PolicyRegion, (await Host.AskAsync(outsider, IqType.Set, Iqs.ThirdPartyChats(enabled: true, "wren"))).Code);
    }

    [Theory]
    [InlineData(DevicePlatforms.Android, null)]
    [InlineData(DevicePlatforms.Ios, null)]
    [InlineData(DevicePlatforms.Web, ErrorCode.PolicyPlatform)]
    [InlineData(DevicePlatforms.Desktop, ErrorCode.PolicyPlatform)]
    public void Refusal_OutsideDevelopment_AllowsPhonesOnly(string platform, object? expected)
    {
        var availability = new Tombolo.Server.Consent.Availability(Microsoft.Extensions.Options.Options.Create(new TomboloServerOptions()));

        Assert.Equal((ErrorCode?)expected, availability.Refusal("ES", platform));
    }

    [Theory]
    [InlineData("DE", true)]
    [InlineData("IS", true)]
    [InlineData("LI", true)]
    [InlineData("NO", true)]
    [InlineData("RE", true)]
    [InlineData("CH", false)]
    [InlineData("GB", false)]
    [InlineData("US", false)]
    [InlineData("SJ", false)]
    [InlineData("", false)]
    public void Refusal_Region_IsTheEuropeanEconomicArea(string region, bool offered)
    {
        var availability = new Tombolo.Server.Consent.Availability(Microsoft.Extensions.Options.Options.Create(new TomboloServerOptions()));

        Assert.Equal(offered ? null : ErrorCode.PolicyRegion, availability.Refusal(region, "ios"));
    }

    [Fact]
    public async Task Get_PartnersUser_IsFeatureUnknown()
    {
        using var laptop = new TestDevice();
        var bea = await Host.EnlistAsync(laptop, "settings@wren.example", "settings");

        Assert.Equal(ErrorCode.FeatureUnknown, (await GetAsync(bea)).Code);
    }

    private Task<IqReply> GetAsync(Enrolled sender) => Host.AskAsync(sender, IqType.Get, new(Iqs.Settings + "third-party-chats"));
}
