namespace Tombolo.Server.StandardClients.Portable;

/// <summary>Whether an import changes anything.</summary>
public enum ImportMode
{
    /// <summary>What is taken over is kept.</summary>
    Keep,

    /// <summary>Everything is done and then undone, batch by batch: what would be refused shows.</summary>
    Try,
}
