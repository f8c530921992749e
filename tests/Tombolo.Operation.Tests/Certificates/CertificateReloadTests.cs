using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using Tombolo.Interop.Discovery;
using Tombolo.TestNetwork;

namespace Tombolo.Operation.Tests.Certificates;

/// <summary>A host as an operator runs it: its own process, a certificate in files, a TLS client that trusts the authority alone.</summary>
public sealed class CertificateReloadTests : IAsyncLifetime
{
    private const string Domain = "chat.example";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly TestCertificates _authority = new();
    private readonly int _port = FreePorts.TakeRow(3);
    private ServingProcess _serving = null!;

    private int XmppPort => _port + 2;

    public async ValueTask InitializeAsync()
    {
        Write("1", _authority.Issue(Domain, TimeSpan.FromDays(30)));
        Link("1");
        _serving = ServingProcess.Start(
            "serve", "--domain", Domain, "--public-url", "https://" + Domain, "--data", Path.Combine(_folder.Path, "data"), "--port", _port.ToString(CultureInfo.InvariantCulture),
            "--certificate", Path.Combine(_folder.Path, "live", "chain.pem"), "--certificate-key", Path.Combine(_folder.Path, "live", "key.pem"));
        await _serving.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _serving.DisposeAsync();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Handshake_SendsTheIntermediateCertificatesToo()
    {
        // The client knows the root alone: without the intermediate one there would be no chain.
        using var client = await ConnectAsync();

        Assert.Equal(ThumbprintOf("1"), client.Thumbprint);
    }

    [Fact]
    public async Task Certificate_WhenTheLinkIsSwapped_IsInUseByItselfAndConnectionsStay()
    {
        using var before = await ConnectAsync();
        Write("2", _authority.Issue(Domain, TimeSpan.FromDays(60)));
        Link("2");

        await UntilAsync(ThumbprintOf("2"));

        Assert.True(await before.AnswersAsync(Domain), "the old connection did not outlive the new certificate");
        Assert.Empty(await ReasonsAsync());
    }

    [Fact]
    public async Task Certificate_ThatIsBroken_IsNotTakenAndHealthSaysSo()
    {
        var (chain, _) = _authority.Issue(Domain, TimeSpan.FromDays(60));
        var (_, key) = _authority.Issue(Domain, TimeSpan.FromDays(60));
        Write("broken", (chain, key));
        Link("broken");
        _serving.Signal("-HUP");

        await UntilAsync(async () => (await ReasonsAsync()).Contains("certificate_kept"), "health to say certificate_kept");
        using (var client = await ConnectAsync())
        {
            Assert.Equal(ThumbprintOf("1"), client.Thumbprint);
        }

        Write("good", _authority.Issue(Domain, TimeSpan.FromDays(3)));
        Link("good");
        _serving.Signal("-HUP");
        await UntilAsync(ThumbprintOf("good"));
        Assert.Equal(["certificate_expires"], await ReasonsAsync());
    }

    private Task<TlsClient> ConnectAsync() => TlsClient.ConnectAsync(XmppPort, Domain, _authority.Root);

    private async Task<IReadOnlyList<string>> ReasonsAsync()
    {
        using var http = new HttpClient();
        using var reply = await http.GetAsync(new Uri($"http://localhost:{_port}/health/ready"), TestContext.Current.CancellationToken);
        var document = await reply.Content.ReadFromJsonAsync<HealthDocument>(TestContext.Current.CancellationToken);
        return [.. document!.Reasons.Where(static reason => reason.StartsWith("certificate", StringComparison.Ordinal))];
    }

    private Task UntilAsync(string thumbprint) => UntilAsync(
        async () =>
        {
            using var client = await ConnectAsync();
            return client.Thumbprint == thumbprint;
        },
        $"the certificate {thumbprint}");

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"waited {Patience.TotalSeconds:0} seconds for {what}");
            }
        }
    }

    private void Write(string version, (string Chain, string Key) pair)
    {
        _folder.Write(Path.Combine(version, "chain.pem"), pair.Chain);
        _folder.Write(Path.Combine(version, "key.pem"), pair.Key);
    }

    /// <summary>As certificate tools do it: a link to a folder is replaced by another, in one step.</summary>
    private void Link(string version)
    {
        var next = Path.Combine(_folder.Path, "next");
        File.CreateSymbolicLink(next, version);
        using var rename = Process.Start("mv", ["-T", next, Path.Combine(_folder.Path, "live")]);
        rename.WaitForExit();
    }

    private string ThumbprintOf(string version)
    {
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(_folder.Path, version, "chain.pem")));
        return certificate.Thumbprint;
    }
}
