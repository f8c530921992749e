using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Routing;
using Tombolo.Server.Storage;
using Tombolo.Server.Tests.Features;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Tests.Accounts;

public sealed class UpkeepTests
{
    [Fact]
    public async Task Run_ADayLater_ForgetsWhatWasOnlyPassing()
    {
        await using var host = await FeatureHost.StartAsync();
        using var phone = new TestDevice();
        using var laptop = new TestDevice();
        var alice = await host.RegisterAsync("+34600000001", phone);
        await host.StartRegistrationAsync("+34600000099");
        await host.EnlistAsync(laptop);
        await host.NonceAsync();
        await host.AskAsync(alice, IqType.Get, Iqs.Find("phone", "+34600000098"));

        host.Clock.Advance(TimeSpan.FromHours(24.1));
        foreach (var task in host.Services.GetServices<IUpkeepTask>())
        {
            await task.RunAsync(CancellationToken.None);
        }

        Assert.Equal(0, await CountAsync(host, "registration"));
        Assert.Equal(0, await CountAsync(host, "nonce"));
        Assert.Equal(0, await CountAsync(host, "used_token"));
        Assert.Equal(0, await CountAsync(host, "lookup"));
        Assert.Equal(2, await CountAsync(host, "identifier"));
        Assert.Equal(2, await CountAsync(host, "account"));
    }

    [Fact]
    public async Task Database_EverythingDone_HoldsIdentifiersInOneTableOnly()
    {
        await using var host = await FeatureHost.StartAsync();
        using var phone = new TestDevice();
        using var laptop = new TestDevice();
        var alice = await host.RegisterAsync("+34600000001", phone);
        var bea = await host.EnlistAsync(laptop, "bea@wren.example", "bea@wren.example");
        await host.AskAsync(alice, IqType.Set, Iqs.ThirdPartyChats(enabled: true, "wren"));
        await host.AskAsync(bea, IqType.Get, Iqs.Find("phone", "+34600000001"));
        await host.AskAsync(bea, IqType.Get, Iqs.Bundle, alice);
        await host.AskAsync(alice, IqType.Set, Iqs.Decide("block", bea));

        var holders = await host.Get<IDatabase>().ReadAsync(TablesHoldingIdentifiers, CancellationToken.None);

        Assert.Equal(["identifier"], holders);
    }

    private static Task<long> CountAsync(FeatureHost host, string table) =>
        host.Get<IDatabase>().ReadAsync(connection => connection.QuerySingle<long>("SELECT count(*) FROM " + table), CancellationToken.None);

    private static string[] TablesHoldingIdentifiers(DbConnection connection)
    {
        var tables = connection.Query<string>(connection is SqliteConnection
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'").ToArray();
        return [.. tables.Where(table => connection.Query("SELECT * FROM " + table)
            .Cast<IDictionary<string, object?>>()
            .SelectMany(row => row.Values)
            .Select(value => value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : value?.ToString() ?? "")
            .Any(text => text.Contains("600000001", StringComparison.Ordinal) || text.Contains("bea@wren", StringComparison.Ordinal)))];
    }
}
