using Microsoft.Extensions.Logging;

namespace Tombolo.Server.Streams;

/// <summary>Log events 3100 to 3199. No addresses, no content.</summary>
internal static partial class StreamLog
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Error, Message = "Reading a mailbox failed; it is tried again every second.")]
    public static partial void PumpFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Error, Message = "A connection failed.")]
    public static partial void ConnectionFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Error, Message = "A connection ended because the store could not be used.")]
    public static partial void StoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Error, Message = "Routing a stanza failed.")]
    public static partial void RoutingFailed(ILogger logger, Exception exception);
}
