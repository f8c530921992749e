namespace Tombolo.Server.Storage.Backups;

/// <summary>What a restore does with data that is where it is to go.</summary>
public enum ExistingData
{
    /// <summary>Nothing is restored then.</summary>
    Refuse,

    /// <summary>It gives way: files are put aside in the data folder, rows of PostgreSQL are deleted.</summary>
    Replace,
}
