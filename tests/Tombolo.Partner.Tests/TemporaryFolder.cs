namespace Tombolo.Partner.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tombolo-partner").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
