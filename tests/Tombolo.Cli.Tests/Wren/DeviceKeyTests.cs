using System.Buffers.Text;
using Org.BouncyCastle.Math.EC.Rfc7748;
using Tombolo.Cli.Wren;
using Tombolo.Interop.Keys;

namespace Tombolo.Cli.Tests.Wren;

public sealed class DeviceKeyTests
{
    [Fact]
    public void DeviceKey_WhatIsPrinted_BelongsToTheThumbprint()
    {
        using var key = DeviceKey.Create();

        var privateKey = Base64Url.DecodeFromChars(key.ExportPrivateKey());
        var identityKey = new byte[33];
        identityKey[0] = 5;
        X25519.GeneratePublicKey(privateKey, 0, identityKey, 1);

        Assert.Equal(KeyThumbprint.Of(identityKey), key.Thumbprint);
    }

    [Fact]
    public void DeviceKey_MadeTwice_IsAnother()
    {
        using var first = DeviceKey.Create();
        using var second = DeviceKey.Create();

        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
    }
}
