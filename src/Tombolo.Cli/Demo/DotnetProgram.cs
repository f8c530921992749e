using System.Runtime.InteropServices;

namespace Tombolo.Cli.Demo;

/// <summary>The <c>dotnet</c> program of the runtime this process runs on, wherever it was installed.</summary>
internal static class DotnetProgram
{
    /// <summary>Found from the runtime's own folder: <c>ROOT/shared/Microsoft.NETCore.App/VERSION/</c>.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var program = System.IO.Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(program) ? program : "dotnet";
    }
}
