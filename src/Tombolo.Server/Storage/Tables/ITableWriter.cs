namespace Tombolo.Server.Storage.Tables;

/// <summary>Fills one table inside the transaction of its connection.</summary>
internal interface ITableWriter : IDisposable
{
    void Add(object?[] row);

    /// <summary>Everything that was added is in the table.</summary>
    void Complete();
}
