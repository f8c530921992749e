using Tombolo.Interop.Enlistment;
using Tombolo.Server.Routing;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Consent;

public sealed class LookupTests(SharedHost shared) : HostedTests(shared)
{
    [Fact]
    public async Task Lookup_ByAPartnersUser_FindsOnlyWhoTurnedItOn()
    {
        using var phone = new TestDevice();
        using var laptop = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000101", phone);
        var bea = await Host.EnlistAsync(laptop, "lookup1@wren.example", "lookup1");

        Assert.Equal(ErrorCode.NotReachable, (await FindAsync(bea, "phone", "+34600000101")).Code);
        Assert.Equal(ErrorCode.NotReachable, (await FindAsync(bea, "phone", "+34600000199")).Code);

        await Host.AskAsync(alice, IqType.Set, Iqs.ThirdPartyChats(enabled: true, "wren"));
        var found = await FindAsync(bea, "phone", "+34 600 000 101");
        Assert.Equal(alice.Account, (string?)found.Payload?.Element(Iqs.Lookup + "identifier")?.Attribute("address"));

        await Host.AskAsync(alice, IqType.Set, Iqs.ThirdPartyChats(enabled: false));
        Assert.Equal(ErrorCode.NotReachable, (await FindAsync(bea, "phone", "+34600000101")).Code);
    }

    [Fact]
    public async Task Lookup_EveryNo_IsTheSameToTheLastByte()
    {
        using var phone = new TestDevice();
        using var laptop = new TestDevice();
        await Host.RegisterAsync("+34600000102", phone);
        var bea = await Host.EnlistAsync(laptop, "lookup2@wren.example", "lookup2");

        var answers = new List<(ErrorCode?, string?)>();
        foreach (var (type, value, partner) in new[]
        {
            ("phone", "+34600000102", null), ("phone", "+34600000999", null), ("phone", "+1", null),
            ("email", "nobody@nowhere.example", null), ("email", "lookup2@wren.example", "wren"), ("handle", "x", null),
        })
        {
            var reply = await FindAsync(bea, type, value, partner);
            answers.Add((reply.Code, reply.Payload?.ToString()));
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Lookup_ByAHostUser_NeedsTheirOwnSwitch()
    {
        using var phone = new TestDevice();
        using var laptop = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000103", phone);
        var bea = await Host.EnlistAsync(laptop, "lookup3@wren.example", "lookup3");

        Assert.Equal(ErrorCode.PolicyOptedOut, (await FindAsync(alice, "email", "lookup3@wren.example", "wren")).Code);

        await Host.AskAsync(alice, IqType.Set, Iqs.ThirdPartyChats(enabled: true, "wren"));
        var found = await FindAsync(alice, "email", "Lookup3@Wren.Example", "wren");
        Assert.Equal(bea.Account, (string?)found.Payload?.Element(Iqs.Lookup + "identifier")?.Attribute("address"));
        Assert.Equal(ErrorCode.NotReachable, (await FindAsync(alice, "email", "nobody@wren.example", "wren")).Code);
    }

    [Fact]
    public async Task Lookup_NativeNumber_IsFoundWithoutAnySwitch()
    {
        using var phone = new TestDevice();
        using var other = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000104", phone);
        var carol = await Host.RegisterAsync("+34600000105", other);

        var found = await FindAsync(alice, "phone", "+34600000105");

        Assert.Equal(carol.Account, (string?)found.Payload?.Element(Iqs.Lookup + "identifier")?.Attribute("address"));
    }

    [Fact]
    public async Task Lookup_BudgetUsedUp_IsPolicyRateForNewPeopleOnly()
    {
        await using var host = await FeatureHost.StartAsync(options => options.Abuse.LookupsPerAccountAndDay = 2);
        using var phone = new TestDevice();
        var alice = await host.RegisterAsync("+34600000106", phone);

        Task<IqReply> Find(int number) => host.AskAsync(alice, IqType.Get, Iqs.Find("phone", $"+3460000020{number}"));
        Assert.Equal(ErrorCode.NotReachable, (await Find(1)).Code);
        Assert.Equal(ErrorCode.NotReachable, (await Find(2)).Code);
        Assert.Equal(ErrorCode.PolicyRate, (await Find(3)).Code);
        Assert.Equal(ErrorCode.NotReachable, (await Find(2)).Code);

        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(ErrorCode.NotReachable, (await Find(3)).Code);
    }

    private Task<IqReply> FindAsync(Enrolled sender, string type, string value, string? partner = null) => Host.AskAsync(sender, IqType.Get, Iqs.Find(type, value, partner));
}
