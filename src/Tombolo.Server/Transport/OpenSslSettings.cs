using System.Diagnostics;
using System.Net.Security;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Tombolo.Server.Transport;

/// <summary>
/// Three settings of OpenSSL that .NET has no names for (ADR 29), each worth nothing to a client and much to a host. A connection gives back its buffers while
/// nothing comes or goes, two of 17 KB each. A handshake does not look for issuers of a certificate that came without (the chain's are in its file, and nothing
/// else is trusted), and writes one ticket to resume with, not two: a client has one connection at a time.
/// </summary>
internal static unsafe class OpenSslSettings
{
    private const int ControlMode = 33; // SSL_CTRL_MODE
    private const nint NoAutomaticChain = 0x8; // SSL_MODE_NO_AUTO_CHAIN
    private const nint ReleaseBuffers = 0x10; // SSL_MODE_RELEASE_BUFFERS
    private const nint Tickets = 1;

    private static readonly FieldInfo? Context = typeof(SslStream).GetField("_securityContext", BindingFlags.NonPublic | BindingFlags.Instance);
    private static readonly Lazy<Functions?> Library = new(Find);

    /// <summary>
    /// To be called when the handshake is done. What is about handshakes counts from the next one with the same certificate, because .NET keeps what they have
    /// in common.
    /// </summary>
    /// <returns>False where the runtime has another TLS, or keeps it elsewhere: the connection works as well and costs more.</returns>
    public static bool Apply(SslStream stream)
    {
        if (Context?.GetValue(stream) is not SafeHandle { IsInvalid: false } handle || Library.Value is not { } library || handle.GetType().Name != "SafeSslHandle")
        {
            return false;
        }

        var isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
            return library.Apply(handle.DangerousGetHandle());
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

    /// <summary>The functions of the very library the runtime has loaded: a handle of one is nothing to another.</summary>
    private static Functions? Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        using var process = Process.GetCurrentProcess();
        var libraries = process.Modules.Cast<ProcessModule>().Select(static module => module.FileName).Where(IsOpenSsl).Distinct().ToList();
        return libraries.Count == 1 && NativeLibrary.TryLoad(libraries[0], out var library) ? Functions.TryFind(library) : null;
    }

    private static bool IsOpenSsl(string path) => Path.GetFileName(path).StartsWith("libssl.so", StringComparison.Ordinal);

    private sealed class Functions
    {
        private delegate* unmanaged<nint, int, nint, nint, nint> _control;
        private delegate* unmanaged<nint, nint> _getContext;
        private delegate* unmanaged<nint, int, nint, nint, nint> _controlContext;
        private delegate* unmanaged<nint, nint, int> _setTickets;

        public static Functions? TryFind(nint library) =>
            NativeLibrary.TryGetExport(library, "SSL_ctrl", out var control)
            && NativeLibrary.TryGetExport(library, "SSL_get_SSL_CTX", out var getContext)
            && NativeLibrary.TryGetExport(library, "SSL_CTX_ctrl", out var controlContext)
            && NativeLibrary.TryGetExport(library, "SSL_CTX_set_num_tickets", out var setTickets)
                ? new Functions
                {
                    _control = (delegate* unmanaged<nint, int, nint, nint, nint>)control,
                    _getContext = (delegate* unmanaged<nint, nint>)getContext,
                    _controlContext = (delegate* unmanaged<nint, int, nint, nint, nint>)controlContext,
                    _setTickets = (delegate* unmanaged<nint, nint, int>)setTickets,
                }
                : null;

        public bool Apply(nint connection)
        {
            var context = _getContext(connection);
            return context != 0
                && (_controlContext(context, ControlMode, NoAutomaticChain, 0) & NoAutomaticChain) != 0
                && _setTickets(context, Tickets) == 1
                && (_control(connection, ControlMode, ReleaseBuffers, 0) & ReleaseBuffers) != 0;
        }
    }
}
