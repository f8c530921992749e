using Tombolo.Cli.Client.Store;

namespace Tombolo.Cli.Tests.Client;

public sealed class StateFolderTests
{
    [Fact]
    public void Folder_HeldByOne_IsRefusedToAnotherWithAClearMessage()
    {
        using var place = new TemporaryFolder();
        using var first = StateFolder.TryHold(place.Path, out _);

        using var second = StateFolder.TryHold(place.Path, out var reason);

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.Contains("in use by another", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_LetGo_CanBeHeldAgain()
    {
        using var place = new TemporaryFolder();
        StateFolder.TryHold(place.Path, out _)!.Dispose();

        using var again = StateFolder.TryHold(place.Path, out var reason);

        Assert.NotNull(again);
        Assert.Empty(reason);
    }
}
