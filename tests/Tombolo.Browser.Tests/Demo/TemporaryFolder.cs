namespace Tombolo.Browser.Tests.Demo;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tombolo-browser-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
