using Microsoft.Extensions.Hosting;

namespace Tombolo.Host;

/// <summary>Signals are the command line's business: it stops several parts in order, of which the host is one.</summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
