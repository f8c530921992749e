using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Tests.Accounts;

public sealed class HostSecretTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tombolo-secret");

    private string KeyFile => Path.Combine(_folder.FullName, "keys", "host.key");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void DeriveKey_Restarted_GivesTheSameKeysOnePerUse()
    {
        var before = Open();
        var after = Open();

        Assert.Equal(before.DeriveKey("one"), after.DeriveKey("one"));
        Assert.NotEqual(before.DeriveKey("one"), before.DeriveKey("two"));
    }

    [Fact]
    public void KeyFile_IsForTheOwnerOnly()
    {
        Open();

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(KeyFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void KeyFile_Damaged_StopsTheHost()
    {
        Open();
        File.WriteAllBytes(KeyFile, new byte[5]);

        Assert.Contains("host.key", Assert.Throws<InvalidDataException>(Open).Message, StringComparison.Ordinal);
    }

    private HostSecret Open()
    {
        var options = new TomboloServerOptions();
        options.Storage.DataFolder = _folder.FullName;
        return new HostSecret(Options.Create(options));
    }
}
