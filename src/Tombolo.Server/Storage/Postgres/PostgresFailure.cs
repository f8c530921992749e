using Npgsql;

namespace Tombolo.Server.Storage.Postgres;

/// <summary>What PostgreSQL's refusals mean to us.</summary>
internal static class PostgresFailure
{
    /// <summary>Another node changed the same rows, or both waited for each other: the same transaction may pass when it runs again.</summary>
    public static bool IsConflict(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    public static StorageException Translate(NpgsqlException exception) => new(
        "PostgreSQL could not do its work.", exception.IsTransient || IsConflict(exception) || IsPassing((exception as PostgresException)?.SqlState), exception);

    /// <summary>Why a host cannot begin with this server, in words for its operator.</summary>
    public static StorageException AtStart(Exception exception) => exception is PostgresException { SqlState: { } state } answer && !IsPassing(state)
        ? new StorageException(StorageFault.Refused, $"PostgreSQL does not let this host in: {answer.MessageText.TrimEnd('.')}.", exception)
        : new StorageException(StorageFault.Unreachable, $"PostgreSQL cannot be reached: {(exception as PostgresException)?.MessageText ?? exception.Message.TrimEnd('.')}.", exception);

    // 53: out of disk, memory or connections; 57: the server stops or starts; 58: its disk fails; 25006: it is a standby. No state: it is gone.
    private static bool IsPassing(string? state) => state is null || state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal) || state == PostgresErrorCodes.ReadOnlySqlTransaction;
}
