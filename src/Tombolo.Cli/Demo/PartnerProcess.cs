using System.Diagnostics;
using Tombolo.Cli.Supervision;

namespace Tombolo.Cli.Demo;

/// <summary>The sample partner as a child process.</summary>
internal sealed class PartnerProcess(DemoPlan plan, string folder, string app) : IAsyncDisposable
{
    private readonly ChildProgram _child = new("The sample partner", Path.Combine(plan.Data, "logs", "wren.log"));

    /// <summary>Whether it ended without being asked.</summary>
    public bool EndedByItself => _child.EndedByItself;

    /// <summary>Starts it.</summary>
    /// <param name="onEnd">Called when it ends without being asked.</param>
    public void Start(Action onEnd)
    {
        var data = Path.Combine(plan.Data, "wren");
        Directory.CreateDirectory(data);
        string[] arguments =
        [
            Path.Combine(folder, "Wren.Server.dll"),
            "--urls", plan.PartnerUrl.GetLeftPart(UriPartial.Authority),
            "--data", data,
            "--app", app,
            "--host-url", plan.HostUrl.GetLeftPart(UriPartial.Authority),
            "--stop-with-stdin", "true",
        ];
        var start = new ProcessStartInfo(DotnetProgram.Path, arguments) { WorkingDirectory = folder };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _child.Start(start, onEnd);
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
