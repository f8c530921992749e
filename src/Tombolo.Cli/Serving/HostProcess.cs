using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Tombolo.Cli.Storage;
using Tombolo.Host;
using Tombolo.Host.DataFolders;
using Tombolo.Host.Settings;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Serving;

/// <summary>Runs one host in this process from start to clean stop, for <c>serve</c> and for <c>demo</c>.</summary>
internal static class HostProcess
{
    /// <param name="settings">Checked settings.</param>
    /// <param name="beside">Starts what runs beside the host once it answers; ends when that ends or when it is cancelled.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(HostSettings settings, Func<CancellationToken, Task<int>> beside, CancellationToken cancellationToken)
    {
        if (TakenPorts.Complain(HostPorts.Of(settings)))
        {
            return ExitCode.Usage;
        }

        DataFolder? folder;
        try
        {
            folder = DataFolder.TryHold(settings.Data);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Complaint.Write($"The data folder {settings.Data} cannot be used: {refused.Message}", "Choose another with --data.");
            return ExitCode.Usage;
        }

        if (folder is null)
        {
            Complaint.Write($"Another Tombolo is using the data folder {settings.Data}.", "Stop it, or choose another folder with --data.");
            return ExitCode.Usage;
        }

        using (folder)
        {
            if (folder.IsHalfRestored)
            {
                Complaint.Write($"A restore into {settings.Data} was begun and did not end.", "Run it again (tombolo admin restore --replace); what was there before is in the folder replaced-..., if the restore came so far.");
                return ExitCode.Failure;
            }

            return await RunAsync(settings, folder, beside, cancellationToken);
        }
    }

    private static async Task<int> RunAsync(HostSettings settings, DataFolder folder, Func<CancellationToken, Task<int>> beside, CancellationToken cancellationToken)
    {
        await using var host = TomboloHost.Create(settings, folder, TimeProvider.System);
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (OptionsValidationException invalid)
        {
            Complaint.Write(["The server refuses these settings:", .. invalid.Failures.Select(static failure => "  " + failure)]);
            return ExitCode.Usage;
        }
        catch (IOException refused) when (refused.InnerException is AddressInUseException)
        {
            // Somebody took the port between our look and our listening.
            Complaint.Write(refused.Message, "Choose another port; docs/operators.md says which setting has it.");
            return ExitCode.Usage;
        }
        catch (StorageException broken)
        {
            return StorageComplaint.Write(broken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Success;
        }

        var code = await beside(cancellationToken);
        if (code == ExitCode.Success)
        {
            if (settings is { SmsGatewayUrl: null, Development: false })
            {
                Complaint.Write("Registration is closed: there is no way to send one-time codes.", "Set --sms-gateway-url, or try things out with --development, which shows codes at /dev/outbox.");
            }

            Console.WriteLine($"Ready: {settings.PublicUrl}");
            ServiceManager.Ready();
            code = await UntilToldAsync(cancellationToken);
        }

        await StopAsync(host, settings.DrainTime);
        return code;
    }

    private static async Task<int> UntilToldAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Success;
    }

    private static async Task StopAsync(WebApplication host, TimeSpan drainTime)
    {
        ServiceManager.Stopping();
        Console.WriteLine("Stopping; everything that was acknowledged is kept.");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20) + drainTime);
        await host.StopAsync(patience.Token);
    }
}
