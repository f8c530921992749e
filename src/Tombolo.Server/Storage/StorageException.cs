namespace Tombolo.Server.Storage;

/// <summary>The store could not do its work: disk full, file locked, server gone. Nothing of the transaction was kept.</summary>
internal sealed class StorageException(string message, bool isTransient, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>True when the same write may succeed later without anybody's help.</summary>
    public bool IsTransient { get; } = isTransient;
}
