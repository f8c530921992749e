using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace Tombolo.Host.Logs;

/// <summary>Logs as one JSON object per line, a file a day, fourteen days kept, at most 32 MiB each.</summary>
internal static class LogFiles
{
    private const int CollectorWarning = 100405;
    private const long LargestFileBytes = 32 * 1024 * 1024;

    public static ILoggingBuilder AddLogFiles(this ILoggingBuilder logging, string folder)
    {
        var sink = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .Filter.ByExcluding(IsAboutTheCollector)
            .WriteTo.File(new RedactingFormatter(new CompactJsonFormatter()), Path.Combine(folder, "host-.log"), rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: LargestFileBytes, rollOnFileSizeLimit: true, retainedFileCountLimit: 14)
            .CreateLogger();

        // Not AddSerilog: it lets every event through to the sink, past the filters. Some of those events hold query strings, and with
        // them phone numbers.
        return logging.AddProvider(new SerilogLoggerProvider(sink, dispose: true));
    }

    /// <summary>Orleans warns at every start that it does not run on the garbage collector it prefers. Nobody has to do anything about it.</summary>
    private static bool IsAboutTheCollector(LogEvent line) =>
        line.Properties.GetValueOrDefault("EventId") is StructureValue id && id.Properties.Any(static part => part is { Name: "Id", Value: ScalarValue { Value: CollectorWarning } });
}
