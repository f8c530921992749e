namespace Tombolo.Cli.Supervision;

/// <summary>The process that started this one and holds the other end of its standard input.</summary>
internal static class ParentProcess
{
    /// <summary>Cancelled when the parent lets go of the standard input, however it ended, or when <paramref name="cancellationToken"/> is.</summary>
    public static CancellationTokenSource Watch(CancellationToken cancellationToken)
    {
        var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = WaitForEndAsync(ended);
        return ended;
    }

    /// <summary>Never throws.</summary>
    private static async Task WaitForEndAsync(CancellationTokenSource ended)
    {
        try
        {
            await using var input = Console.OpenStandardInput();
            var buffer = new byte[64];
            while (await input.ReadAsync(buffer, ended.Token) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // An input that cannot be read any more has ended too.
        }

        await ended.CancelAsync();
    }
}
