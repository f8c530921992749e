namespace Wren.Server.Settings;

/// <summary>Ends Wren when the process that started it lets go of its standard input, however it ended.</summary>
internal sealed class ParentProcess(IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var input = Console.OpenStandardInput();
        var buffer = new byte[64];
        while (await input.ReadAsync(buffer, stoppingToken) > 0)
        {
        }

        lifetime.StopApplication();
    }
}
