using Tombolo.Interop.Errors;
using Tombolo.Server.Partners;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Partners;

public sealed class PartnerStateTests
{
    [Theory]
    [InlineData(PartnerState.Requested)]
    [InlineData(PartnerState.Suspended)]
    [InlineData(PartnerState.Ended)]
    public async Task Enlist_PartnerThatIsNotLive_IsPartnerNotLive(PartnerState state)
    {
        await using var partner = await TestPartner.StartAsync();
        await using var host = await FeatureHost.StartAsync(options =>
        {
            var entry = partner.Entry("late");
            (entry.State, entry.Issuer) = (state, "https://late.example");
            options.Partners.Entries.Add(entry);
        });
        using var device = new TestDevice();
        var claims = host.Claims(device);
        claims["iss"] = "https://late.example";

        Assert.Equal(ErrorCode.PartnerNotLive, await FeatureHost.RefusalAsync(await host.TryEnlistAsync(device, claims)));
    }
}
