using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Host.Certificates;

namespace Tombolo.Cli.Tests.Certificates;

public sealed class LocalAuthorityTests
{
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public void ServerCertificate_ForLocalhost_IsTrustedWhereTheAuthorityIs()
    {
        using var folder = new TemporaryFolder();
        var authority = LocalAuthority.LoadOrCreate(folder.Path, _clock);

        using var server = authority.ServerCertificate("localhost");

        Assert.Equal(X509ChainStatusFlags.NoError, Verify(server, authority));
        Assert.True(server.HasPrivateKey);
        Assert.All(["localhost", "wren.interop.localhost", "127.0.0.1", "::1"], name => Assert.True(server.MatchesHostname(name), name));
        Assert.False(server.MatchesHostname("host.example"));
    }

    [Fact]
    public void Authority_ForANameElsewhere_IsNotTrusted()
    {
        using var folder = new TemporaryFolder();
        var authority = LocalAuthority.LoadOrCreate(folder.Path, _clock);

        using var elsewhere = authority.ServerCertificate("bank.example");

        Assert.NotEqual(X509ChainStatusFlags.NoError, Verify(elsewhere, authority));
    }

    [Fact]
    public void Authority_OpenedAgain_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var first = LocalAuthority.LoadOrCreate(folder.Path, _clock);
        using var server = first.ServerCertificate("localhost");

        var second = LocalAuthority.LoadOrCreate(folder.Path, _clock);

        Assert.Equal(first.Certificate.Thumbprint, second.Certificate.Thumbprint);
        Assert.Equal(server.Thumbprint, second.ServerCertificate("localhost").Thumbprint);
    }

    [Fact]
    public void ServerCertificate_NearItsEnd_IsMadeAnew()
    {
        using var folder = new TemporaryFolder();
        using var old = LocalAuthority.LoadOrCreate(folder.Path, _clock).ServerCertificate("localhost");
        _clock.Advance(TimeSpan.FromDays(80));

        using var renewed = LocalAuthority.LoadOrCreate(folder.Path, _clock).ServerCertificate("localhost");

        Assert.NotEqual(old.Thumbprint, renewed.Thumbprint);
        Assert.True(renewed.NotAfter.ToUniversalTime() > _clock.GetUtcNow().AddDays(80));
    }

    [Fact]
    public void HalfWrittenKey_IsReplaced()
    {
        using var folder = new TemporaryFolder();
        var lost = LocalAuthority.LoadOrCreate(folder.Path, _clock).Certificate.Thumbprint;
        File.WriteAllText(Path.Combine(folder.Path, "ca.key"), "-----BEGIN PRIV");

        Assert.NotEqual(lost, LocalAuthority.LoadOrCreate(folder.Path, _clock).Certificate.Thumbprint);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void PrivateKeys_OnDisk_AreTheirOwnersOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps rights elsewhere.");
        using var folder = new TemporaryFolder();
        using var server = LocalAuthority.LoadOrCreate(folder.Path, _clock).ServerCertificate("localhost");

        var keys = Directory.GetFiles(folder.Path, "*.key");

        Assert.Equal(2, keys.Length);
        Assert.All(keys, static key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key)));
    }

    private X509ChainStatusFlags Verify(X509Certificate2 certificate, LocalAuthority authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = _clock.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        chain.Build(certificate);
        return chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one.Status);
    }
}
