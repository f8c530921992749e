using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Interop.Identity;
using Tombolo.Server.Accounts;
using Tombolo.Server.Partners.Enlistment;
using Tombolo.Server.Tests.Features;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Tests.Partners;

public sealed class EnlistmentLifeTests
{
    [Fact]
    public async Task Delete_ThenEnlistAgain_GivesTheSameAddress()
    {
        await using var host = await FeatureHost.StartAsync();
        using var before = new TestDevice();
        using var after = new TestDevice();
        var first = await host.EnlistAsync(before);

        var ended = await host.EndEnlistmentAsync(before, host.Claims(before, TokenPurposes.Delete));
        var account = AccountAddress.Parse(first.Account);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Null(await host.Get<IAccountFacts>().LoadAsync(account, CancellationToken.None));
        Assert.Contains(new DeviceAddress(account, 1), host.Signals.RemovedDevices);
        Assert.Equal(first.Account, (await host.EnlistAsync(after, email: "bea.new@wren.example")).Account);
    }

    [Fact]
    public async Task Enlist_MoreOftenThanAPersonMayInADay_IsRateLimitedForThatPersonAlone()
    {
        await using var host = await FeatureHost.StartAsync(options => options.Abuse.EnlistmentsPerPersonAndDay = 2);
        using var device = new TestDevice();
        await host.EnlistAsync(device);
        await host.EnlistAsync(device);

        var refused = await host.TryEnlistAsync(device, host.Claims(device));
        Assert.Equal(ErrorCode.RateLimited, await FeatureHost.RefusalAsync(refused));
        Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.FromHours(23));

        await host.EnlistAsync(device, "cora@wren.example", "cora");
        host.Clock.Advance(TimeSpan.FromHours(24.1));
        await host.EnlistAsync(device);
    }

    [Fact]
    public async Task Enlist_MoreThanAPartnerMayInAMinute_IsRateLimited()
    {
        await using var host = await FeatureHost.StartAsync(options => options.Abuse.EnlistmentsPerPartnerAndMinute = 2);
        using var device = new TestDevice();
        await host.EnlistAsync(device, "one@wren.example", "one");
        await host.EnlistAsync(device, "two@wren.example", "two");

        Assert.Equal(ErrorCode.RateLimited, await FeatureHost.RefusalAsync(await host.TryEnlistAsync(device, host.Claims(device, email: "three@wren.example", subject: "three"))));

        host.Clock.Advance(TimeSpan.FromMinutes(1.1));
        await host.EnlistAsync(device, "three@wren.example", "three");
    }

    [Fact]
    public async Task Enlist_MoreThanAnAddressMayInAMinute_IsRefusedBeforeTheTokenIsRead()
    {
        await using var host = await FeatureHost.StartAsync(options => options.Abuse.EnlistmentsPerAddressAndMinute = 1);
        using var device = new TestDevice();
        Assert.Equal(ErrorCode.TokenMalformed, await FeatureHost.RefusalAsync(await host.SendAsync(await host.EnlistmentAsync(device, "no token"))));

        Assert.Equal(ErrorCode.RateLimited, await FeatureHost.RefusalAsync(await host.SendAsync(await host.EnlistmentAsync(device, "no token"))));
    }

    [Fact]
    public async Task Delete_Enlistment_LeavesNoIdentifierBehind()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        await host.EnlistAsync(device);

        await host.EndEnlistmentAsync(device, host.Claims(device, TokenPurposes.Delete));

        Assert.Equal(0, await host.Get<Tombolo.Server.Storage.IDatabase>().ReadAsync(CountIdentifiers, CancellationToken.None));
    }

    [Fact]
    public async Task Delete_ByAnotherDeviceOrPurpose_IsRefused()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        using var other = new TestDevice();
        await host.EnlistAsync(device);

        Assert.Equal(ErrorCode.TokenPurpose, await FeatureHost.RefusalAsync(await host.EndEnlistmentAsync(device, host.Claims(device))));
        Assert.Equal(ErrorCode.TokenBinding, await FeatureHost.RefusalAsync(await host.EndEnlistmentAsync(other, host.Claims(other, TokenPurposes.Delete))));
        Assert.Equal(ErrorCode.DeviceUnknown, await FeatureHost.RefusalAsync(await host.EndEnlistmentAsync(other, host.Claims(other, TokenPurposes.Delete, subject: "nobody"))));
    }

    [Fact]
    public async Task Upkeep_ThirtyDaysWithoutLogin_EndsTheEnlistmentAndLetsItComeBack()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        var first = await host.EnlistAsync(device);
        var proof = new TokenProof(new DeviceAddress(AccountAddress.Parse(first.Account), 1), "HT-SHA-256-NONE", new byte[32], default);

        host.Clock.Advance(TimeSpan.FromDays(29.9));
        await RunUpkeepAsync(host);
        Assert.NotNull(await host.Get<IAccountFacts>().LoadAsync(proof.Device.Account, CancellationToken.None));

        host.Clock.Advance(TimeSpan.FromDays(0.2));
        await RunUpkeepAsync(host);
        Assert.Null(await host.Get<IAccountFacts>().LoadAsync(proof.Device.Account, CancellationToken.None));
        Assert.Equal(ErrorCode.EnlistmentEnded, (await host.Get<IDeviceAuthenticator>().LoginAsync(proof, CancellationToken.None)).Refusal);

        Assert.Equal(first.Account, (await host.EnlistAsync(device)).Account);
    }

    [Fact]
    public async Task Enlist_NewAddressOfTheSamePerson_KeepsTheAccountAndFreesTheOldAddress()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        using var other = new TestDevice();
        var first = await host.EnlistAsync(device, "bea@wren.example");

        var renamed = await host.EnlistAsync(device, "bea.smith@wren.example");
        var newcomer = await host.EnlistAsync(other, "bea@wren.example", "another bea");

        Assert.Equal(first.Account, renamed.Account);
        Assert.NotEqual(first.Account, newcomer.Account);
    }

    private static long CountIdentifiers(System.Data.Common.DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM identifier";
        return (long)command.ExecuteScalar()!;
    }

    private static Task RunUpkeepAsync(FeatureHost host) =>
        host.Services.GetServices<IUpkeepTask>().OfType<EnlistmentUpkeep>().Single().RunAsync(CancellationToken.None);
}
