using System.Diagnostics;
using System.Net.Security;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Tombolo.Server.Transport;

/// <summary>
/// Lets OpenSSL give back the buffers of a connection while nothing comes or goes: two of 17 KB for each connection, which it keeps unless it is told
/// (<c>SSL_MODE_RELEASE_BUFFERS</c>), and .NET has no setting that tells it. ADR 29.
/// </summary>
internal static unsafe class OpenSslBuffers
{
    private const int ControlMode = 33; // SSL_CTRL_MODE
    private const nint ReleaseBuffers = 0x10; // SSL_MODE_RELEASE_BUFFERS

    private static readonly FieldInfo? Context = typeof(SslStream).GetField("_securityContext", BindingFlags.NonPublic | BindingFlags.Instance);
    private static readonly Lazy<nint> Control = new(FindControl);

    /// <summary>To be called when the handshake is done.</summary>
    /// <returns>False where the runtime has another TLS, or keeps it elsewhere: the connection works as well and costs more memory.</returns>
    public static bool ReleaseWhenIdle(SslStream stream)
    {
        if (Context?.GetValue(stream) is not SafeHandle { IsInvalid: false } handle || Control.Value == 0 || handle.GetType().Name != "SafeSslHandle")
        {
            return false;
        }

        var isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
            var control = (delegate* unmanaged<nint, int, nint, nint, nint>)Control.Value;
            return (control(handle.DangerousGetHandle(), ControlMode, ReleaseBuffers, 0) & ReleaseBuffers) != 0;
        }
        catch (ObjectDisposedException)
        {
            return false; // The peer has hung up already.
        }
        finally
        {
            if (isHeld)
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>The function of the very library the runtime has loaded: a handle of one is nothing to another.</summary>
    private static nint FindControl()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        using var process = Process.GetCurrentProcess();
        var libraries = process.Modules.Cast<ProcessModule>().Select(static module => module.FileName).Where(IsOpenSsl).Distinct().ToList();
        return libraries.Count == 1 && NativeLibrary.TryLoad(libraries[0], out var library) && NativeLibrary.TryGetExport(library, "SSL_ctrl", out var control) ? control : 0;
    }

    private static bool IsOpenSsl(string path) => Path.GetFileName(path).StartsWith("libssl.so", StringComparison.Ordinal);
}
