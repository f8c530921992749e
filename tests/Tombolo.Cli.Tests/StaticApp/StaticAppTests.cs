using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Tombolo.Cli.Tests.Serving;
using Tombolo.TestNetwork;

namespace Tombolo.Cli.Tests.StaticApp;

public sealed class StaticAppTests : IAsyncLifetime
{
    private const string Page = "<!DOCTYPE html><script type=\"importmap\">{\"imports\":{}}</script><script src=\"_framework/app.js\"></script>";

    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _web = new();
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
    private ServingProcess? _serving;
    private Uri _address = new("http://localhost");

    public async ValueTask InitializeAsync()
    {
        _web.Write("index.html", Page);
        _web.Write("_framework/app.abcdefghij.wasm", "original");
        await using (var compressed = new BrotliStream(File.Create(Path.Combine(_web.Path, "_framework/app.abcdefghij.wasm.br")), CompressionLevel.Fastest))
        {
            compressed.Write("original"u8);
        }

        var port = FreePorts.TakeRow(3);
        _serving = ServingProcess.Start("serve", "--development", "--data", _data.Path, "--web", _web.Path, "--port", port.ToString(CultureInfo.InvariantCulture));
        _address = await _serving.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _serving!.DisposeAsync();
        _client.Dispose();
        _data.Dispose();
        _web.Dispose();
    }

    [Theory]
    [InlineData("app/")]
    [InlineData("app/?as=carol")]
    [InlineData("app/chats/somebody")]
    public async Task Page_AndDeepLinks_AreTheAppsOwnPage(string path)
    {
        using var answer = await _client.GetAsync(new Uri(_address, path), TestContext.Current.CancellationToken);

        Assert.Equal(Page, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Page_ItsPolicy_AllowsTheOneInlineScriptByHash()
    {
        using var answer = await _client.GetAsync(new Uri(_address, "app/"), TestContext.Current.CancellationToken);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes("{\"imports\":{}}")));
        Assert.Contains($"script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_WithACompressedTwin_IsSentCompressedToThoseWhoTakeIt()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_address, "app/_framework/app.abcdefghij.wasm")) { Headers = { { "Accept-Encoding", "gzip, br" } } };
        using var compressed = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        using var plain = await _client.GetAsync(request.RequestUri, TestContext.Current.CancellationToken);

        Assert.Equal(("br", "application/wasm"), (Assert.Single(compressed.Content.Headers.ContentEncoding), compressed.Content.Headers.ContentType!.MediaType));
        Assert.Contains("immutable", compressed.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal("original", await plain.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("app", HttpStatusCode.Found)]
    [InlineData("app/_framework/missing.js", HttpStatusCode.NotFound)]
    [InlineData("app/..%2f..%2fhost.db", HttpStatusCode.NotFound)]
    public async Task Path_ThatIsNoFile_IsAnsweredAsIs(string path, HttpStatusCode status)
    {
        using var answer = await _client.GetAsync(new Uri(_address, path), TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }
}
