using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Server.Accounts;
using Tombolo.Server.Partners.Enlistment;
using Tombolo.TestHost.Bare;

namespace Tombolo.Server.Tests.Partners;

/// <summary>Anybody may ask for a nonce as often as they like: it costs the host nothing that stays.</summary>
public sealed class NonceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-nonces-").FullName;
    private readonly BareDatabase _database = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly Nonces _nonces;

    public NonceTests() => _nonces = new Nonces(SecretOf(_folder), _clock);

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Nonce_IsGoodOnce()
    {
        var nonce = _nonces.Issue().Nonce;

        Assert.True(await UseAsync(_nonces, nonce));
        Assert.False(await UseAsync(_nonces, nonce));
        Assert.True(await UseAsync(_nonces, _nonces.Issue().Nonce));
    }

    [Fact]
    public async Task Nonce_OfAnotherNodeWithTheSameSecret_IsGood() =>
        Assert.True(await UseAsync(new Nonces(SecretOf(_folder), _clock), _nonces.Issue().Nonce));

    [Fact]
    public async Task Nonce_TooOldOrChanged_IsRefused()
    {
        var old = _nonces.Issue().Nonce;
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await UseAsync(_nonces, old));

        for (var index = 0; index < 32; index++)
        {
            var changed = _nonces.Issue().Nonce;
            changed[index] ^= 1;
            Assert.False(await UseAsync(_nonces, changed));
        }
    }

    private static HostSecret SecretOf(string folder) =>
        new(Options.Create(new TomboloServerOptions { Storage = { DataFolder = folder } }));

    private Task<bool> UseAsync(Nonces nonces, byte[] nonce) => _database.WriteAsync(connection => nonces.TryUse(connection, nonce), CancellationToken.None);
}
