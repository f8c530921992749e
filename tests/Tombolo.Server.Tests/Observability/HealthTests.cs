using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Interop.Discovery;
using Tombolo.Server.Observability;
using Tombolo.Server.Storage;
using Tombolo.Server.Tests.Streams;

namespace Tombolo.Server.Tests.Observability;

public sealed class HealthTests(StreamHost host) : IClassFixture<StreamHost>
{
    [Fact]
    public async Task Ready_OnAHostThatWorks_SaysSoWithoutReasons()
    {
        using var http = new HttpClient();

        var live = await http.GetFromJsonAsync<HealthDocument>(Url("live"), TestContext.Current.CancellationToken);
        var ready = await http.GetFromJsonAsync<HealthDocument>(Url("ready"), TestContext.Current.CancellationToken);

        Assert.Equal(("live", "ready"), (live!.Status, ready!.Status));
        Assert.Empty(ready.Reasons);
    }

    [Fact]
    public async Task Ready_WhileTheStoreDoesNotCommit_IsRefusedWithTheReason()
    {
        using var release = new ManualResetEventSlim();
        using var http = new HttpClient();
        var database = host.Server.Services.GetRequiredService<IDatabase>();
        var stuck = database.WriteAsync(_ => release.Wait(TimeSpan.FromSeconds(60)), CancellationToken.None);

        using var reply = await http.GetAsync(Url("ready"), TestContext.Current.CancellationToken);
        release.Set();
        await stuck;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
        var document = await reply.Content.ReadFromJsonAsync<HealthDocument>(TestContext.Current.CancellationToken);
        Assert.Equal("unready", document!.Status);
        Assert.Equal(["store_slow"], document.Reasons);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Url("ready"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Store_ThatWasClosed_IsAReason()
    {
        var folder = Directory.CreateTempSubdirectory("tombolo-health-");
        var database = Tombolo.Server.Storage.Sqlite.SqliteDatabase.Create(new StorageOptions { DataFolder = folder.FullName });
        await database.DisposeAsync();

        var finding = await new StoreCheck(database, TimeProvider.System).LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new HealthFinding("store_refuses", IsFatal: true), finding);
        folder.Delete(recursive: true);
    }

    private Uri Url(string kind) => new($"http://localhost:{host.Server.HttpPort}/health/{kind}");
}
