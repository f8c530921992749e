using System.Diagnostics;

namespace Tombolo.Cli.Supervision;

/// <summary>Several children that end together.</summary>
internal sealed class ChildPrograms : IAsyncDisposable
{
    private readonly List<ChildProgram> _children = [];

    public void Start(string name, string logPath, ProcessStartInfo start, Action onEnd)
    {
        var child = new ChildProgram(name, logPath);
        _children.Add(child);
        child.Start(start, onEnd);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_children.Select(child => child.DisposeAsync().AsTask()));
}
