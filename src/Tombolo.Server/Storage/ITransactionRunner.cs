namespace Tombolo.Server.Storage;

/// <summary>Runs works in one transaction on a connection of its own, which it closes when it is disposed.</summary>
internal interface ITransactionRunner : IDisposable
{
    /// <summary>
    /// Every work is completed or failed when this returns. A work that fails takes nobody else's changes with it. Throws only for a bug of its own.
    /// </summary>
    void Run(List<DatabaseWork> batch);
}
