namespace Tombolo.Host.DataFolders;

/// <summary>
/// The folder a host keeps everything in, held by one process at a time. Two hosts on one database would both hand out the same
/// one-time keys, so the second is refused instead of corrupting the first.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string LockFile = "tombolo.lock";

    // What .NET reports for a lock that another process has: EWOULDBLOCK of Linux, of macOS and BSD, and ERROR_SHARING_VIOLATION.
    private static readonly int[] HeldCodes = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Certificates and keys of the local authority (development).</summary>
    public string Authority => Inside("ca");

    /// <summary>Log files, one a day.</summary>
    public string Logs => Inside("logs");

    /// <summary>A restore began to put a backup in place here and did not come to its end.</summary>
    public bool IsHalfRestored => Directory.Exists(System.IO.Path.Combine(Path, "restoring"));

    /// <summary>Opens the folder, making it when it is missing (readable by its owner only), and holds it until disposal.</summary>
    /// <returns>The folder, or null when another process holds it.</returns>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static DataFolder? TryHold(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(path))
        {
            if (File.Exists(path))
            {
                throw new IOException("It is a file, and a folder is needed.");
            }

            CreatePrivate(path);
        }

        var file = System.IO.Path.Combine(path, LockFile);
        try
        {
            return new DataFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException refused) when (IsHeld(refused))
        {
            return null;
        }
    }

    /// <summary>Whether a folder is a host's: one has held it.</summary>
    public static bool IsHosts(string path) => File.Exists(System.IO.Path.Combine(path, LockFile));

    /// <summary>A folder of that name inside, made when it is missing.</summary>
    public string Inside(string name)
    {
        var folder = System.IO.Path.Combine(Path, name);
        CreatePrivate(folder);
        return folder;
    }

    /// <summary>Lets go of the folder. The lock file stays; the lock on it does not.</summary>
    public void Dispose() => _lock.Dispose();

    private static bool IsHeld(IOException refused) => HeldCodes.Contains(refused.HResult);

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
