namespace Tombolo.Server.Cluster;

/// <summary>
/// An operator's wish that a running node empties itself: a file in its data folder. Whoever may write there may wish it, nobody on the network can, and it
/// outlives a restart.
/// </summary>
public static class DrainRequest
{
    private const string Name = "drain";

    /// <summary>Whether the wish stands.</summary>
    /// <param name="dataFolder">The node's data folder.</param>
    public static bool Exists(string dataFolder) => File.Exists(In(dataFolder));

    /// <summary>Makes it. The node follows within a second or two.</summary>
    /// <param name="dataFolder">The node's data folder.</param>
    /// <exception cref="IOException">The folder is missing or cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static void Make(string dataFolder) => File.WriteAllBytes(In(dataFolder), []);

    /// <summary>Takes it back, if it was made.</summary>
    /// <param name="dataFolder">The node's data folder.</param>
    /// <exception cref="IOException">The folder is missing or cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static void TakeBack(string dataFolder) => File.Delete(In(dataFolder));

    private static string In(string dataFolder) => Path.Combine(dataFolder, Name);
}
