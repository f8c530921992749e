namespace Tombolo.Faults.Tests.Processes;

/// <summary>A folder for the length of a test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tombolo-faults-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
