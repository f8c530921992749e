using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace Tombolo.Host.Logs;

/// <summary>Logs as one JSON object per line, a file a day, fourteen days kept, at most 32 MiB each.</summary>
internal static class LogFiles
{
    private const long LargestFileBytes = 32 * 1024 * 1024;

    public static ILoggingBuilder AddLogFiles(this ILoggingBuilder logging, string folder)
    {
        var sink = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.File(new RedactingFormatter(new CompactJsonFormatter()), Path.Combine(folder, "host-.log"), rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: LargestFileBytes, rollOnFileSizeLimit: true, retainedFileCountLimit: 14)
            .CreateLogger();

        // Not AddSerilog: it lets every event through to the sink, past the filters. Some of those events hold query strings, and with
        // them phone numbers.
        return logging.AddProvider(new SerilogLoggerProvider(sink, dispose: true));
    }
}
