using System.Runtime.InteropServices;

namespace Tombolo.Floods.Tests;

/// <summary>
/// Who floods here stands for machines elsewhere: its work must not take the processor that the server is measured on, so its threads give way to all others.
/// </summary>
internal static partial class LowPriority
{
    private const int Lowest = 19;

    public static Thread Start(Action work)
    {
        var thread = new Thread(() =>
        {
            // Of the calling thread, where the system is Linux: there "who" 0 is a thread.
            _ = SetPriority(0, 0, Lowest);
            work();
        }) { IsBackground = true };
        thread.Start();
        return thread;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
