using System.Data.Common;

namespace Tombolo.Server.Storage;

/// <summary>One queued write: runs inside a shared transaction, is told afterwards what became of it.</summary>
internal abstract class DatabaseWork
{
    /// <summary>The caller gave up before the work began.</summary>
    public abstract bool TryCancel();

    /// <summary>May be called again when another work spoiled the transaction.</summary>
    public abstract void Run(DbConnection connection);

    public abstract void Complete();

    public abstract void Fail(Exception exception);
}
