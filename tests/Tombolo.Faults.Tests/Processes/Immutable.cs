using System.ComponentModel;
using System.Diagnostics;

namespace Tombolo.Faults.Tests.Processes;

/// <summary>
/// Files that nobody may write to for a while, not even root nor who has them open already: the attribute of ext4 and others that permissions know nothing of.
/// </summary>
internal sealed class Immutable(params string[] files) : IDisposable
{
    private static readonly Lazy<bool> LazyIsPossible = new(Try);

    /// <summary>Needs root, and a file system that asks at each write and not only when a file is opened.</summary>
    public static bool IsPossible => LazyIsPossible.Value;

    public void Forbid() => Run("+i", files);

    public void Allow() => Run("-i", files);

    public void Dispose() => Run("-i", [.. files.Where(File.Exists)]);

    private static bool Try()
    {
        using var folder = new DataFolder();
        var file = Path.Combine(folder.Path, "file");
        using var open = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            using var files = new Immutable(file);
            files.Forbid();
            open.WriteByte(1);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // No such attribute here, no permission to set it, or no program to do it with.
            return false;
        }
    }

    private static void Run(string attribute, params string[] files)
    {
        using var process = Process.Start("chattr", [attribute, .. files]);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"chattr {attribute} ended with code {process.ExitCode}.");
        }
    }
}
