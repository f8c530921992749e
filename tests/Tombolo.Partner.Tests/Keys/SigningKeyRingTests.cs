using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Partner.Keys;

namespace Tombolo.Partner.Tests.Keys;

public sealed class SigningKeyRingTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Start);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Current_FirstUse_MakesOneKeyOnlyTheOwnerCanRead()
    {
        using var ring = Open();

        ring.Current();

        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void Current_Restarted_IsTheSameKey()
    {
        using var before = Open();
        var id = before.Current().Id;

        using var after = Open();

        Assert.Equal(id, after.Current().Id);
    }

    [Fact]
    public void Published_OverARotation_ShowsTheNextKeyBeforeItSignsAndTheOldOneAfter()
    {
        using var ring = Open();
        var first = ring.Current().Id;

        _clock.SetUtcNow(Start.AddDays(29).AddMinutes(1));
        Assert.Equal(first, ring.Current().Id);
        Assert.Equal(2, ring.Published().Count);

        _clock.SetUtcNow(Start.AddDays(30).AddMinutes(1));
        var second = ring.Current().Id;
        Assert.NotEqual(first, second);
        Assert.Contains(ring.Published(), key => key.KeyId == first);

        _clock.SetUtcNow(Start.AddDays(31).AddMinutes(1));
        Assert.Equal(second, Assert.Single(ring.Published()).KeyId);
    }

    [Fact]
    public void Current_AfterALongPause_StaysUntilTheSuccessorWasPublished()
    {
        using var ring = Open();
        var first = ring.Current().Id;

        _clock.SetUtcNow(Start.AddDays(200));
        Assert.Equal(first, ring.Current().Id);
        Assert.Equal(2, ring.Published().Count);

        _clock.SetUtcNow(Start.AddDays(201));
        Assert.NotEqual(first, ring.Current().Id);
    }

    private SigningKeyRing Open()
    {
        var options = Options.Create(new TomboloPartnerOptions { Issuer = PartnerService.Issuer, Host = PartnerService.Host, KeyFolder = _folder.Path });
        return new SigningKeyRing(new SigningKeyFolder(options), options, _clock);
    }
}
