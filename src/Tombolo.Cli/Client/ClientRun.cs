using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tombolo.Cli.Client.Rpc;
using Tombolo.Cli.Client.Store;

namespace Tombolo.Cli.Client;

/// <summary>One run of <c>tombolo client</c>, from the first line to the end of standard input.</summary>
internal static class ClientRun
{
    public static async Task<int> RunAsync(ClientSettings settings, CancellationToken cancellationToken)
    {
        IReadOnlyList<byte[]> trusted;
        try
        {
            trusted = settings.Authority is { } file ? [X509CertificateLoader.LoadCertificateFromFile(file.FullName).RawData] : [];
        }
        catch (CryptographicException exception)
        {
            Complaint.Write($"{settings.Authority} is no certificate: {exception.Message}");
            return ExitCode.Usage;
        }

        using var folder = StateFolder.TryHold(settings.State.FullName, out var reason);
        if (folder is null)
        {
            Complaint.Write(reason);
            return ExitCode.Usage;
        }

        using var http = new HttpClient();
        await using var device = await ClientDevice.OpenAsync(folder, settings, trusted, http, cancellationToken);
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        await RpcConversation.RunAsync(device, input, output, cancellationToken);
        return ExitCode.Success;
    }
}
