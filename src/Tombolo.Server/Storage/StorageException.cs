namespace Tombolo.Server.Storage;

/// <summary>The store could not do its work. Nothing of the transaction was kept. The message holds no secret and no data of people.</summary>
public sealed class StorageException : Exception
{
    internal StorageException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    internal StorageException(StorageFault fault, string message, Exception? innerException = null)
        : base(message, innerException) => Fault = fault;

    /// <summary>What is told to whoever asked for the work that failed like this.</summary>
    internal static ErrorCode CodeFor(Exception exception) => IsBehind(exception) ? ErrorCode.StorageUnavailable : ErrorCode.InternalError;

    /// <summary>True when the store is what failed, and it may pass.</summary>
    internal static bool IsBehind(Exception exception) => exception is StorageException { IsTransient: true } || exception.InnerException is StorageException { IsTransient: true };

    /// <summary>What kind of thing is wrong.</summary>
    public StorageFault Fault { get; }

    /// <summary>True when the same write may succeed later without anybody's help.</summary>
    public bool IsTransient { get; }
}
