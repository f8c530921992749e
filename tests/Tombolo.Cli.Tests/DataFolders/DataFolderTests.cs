using System.Runtime.Versioning;
using Tombolo.Host.DataFolders;

namespace Tombolo.Cli.Tests.DataFolders;

public sealed class DataFolderTests
{
    [Fact]
    public void Folder_HeldByOne_IsRefusedToAnother()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "data");

        using (var first = DataFolder.TryHold(path))
        {
            Assert.NotNull(first);
            Assert.Null(DataFolder.TryHold(path));
        }

        using var later = DataFolder.TryHold(path);
        Assert.NotNull(later);
    }

    [Fact]
    public void Folder_ThatIsAFile_IsNotTakenForOneInUse()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("data", "");

        Assert.Contains("file", Assert.Throws<IOException>(() => DataFolder.TryHold(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_WhoseLockCannotBeOpened_IsNotTakenForOneInUse()
    {
        using var folder = new TemporaryFolder();
        var path = Directory.CreateDirectory(Path.Combine(folder.Path, "data")).FullName;
        File.CreateSymbolicLink(Path.Combine(path, "tombolo.lock"), "tombolo.lock");

        Assert.ThrowsAny<IOException>(() => DataFolder.TryHold(path));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Folder_MadeNew_IsItsOwnersOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps rights elsewhere.");
        using var folder = new TemporaryFolder();
        using var held = DataFolder.TryHold(Path.Combine(folder.Path, "data"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(held!.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(held.Authority));
    }
}
