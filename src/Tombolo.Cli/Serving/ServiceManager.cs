using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting.Systemd;

namespace Tombolo.Cli.Serving;

/// <summary>Tells systemd how far the host is (<c>Type=notify</c>); nobody otherwise.</summary>
internal static class ServiceManager
{
    private static readonly SystemdNotifier Notifier = new();
    private static PosixSignalRegistration? _hangup;

    public static void Ready()
    {
        if (Notifier.IsEnabled)
        {
            // `systemctl reload` sends it for a new certificate. A host that has none must not die of it.
            _hangup ??= PosixSignalRegistration.Create(PosixSignal.SIGHUP, static signal => signal.Cancel = true);
            Notifier.Notify(ServiceState.Ready);
        }
    }

    public static void Stopping() => Notifier.Notify(ServiceState.Stopping);
}
