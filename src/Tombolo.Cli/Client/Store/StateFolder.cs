namespace Tombolo.Cli.Client.Store;

/// <summary>The folder of a device, held by this process alone: two that use one device's keys would use a key twice.</summary>
internal sealed class StateFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private StateFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "state.db");

    /// <summary>Holds the folder; null with a sentence for the user when that is not possible.</summary>
    public static StateFolder? TryHold(string path, out string reason)
    {
        reason = "";
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, OwnerOnly);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reason = $"The state folder {path} cannot be made: {exception.Message}";
            return null;
        }

        try
        {
            return new StateFolder(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            reason = $"The state folder {path} cannot be written to: {exception.Message}";
        }
        catch (IOException)
        {
            reason = $"The state folder {path} is in use by another `tombolo client`. End that one first, or name another folder.";
        }

        return null;
    }

    public void Dispose() => _lock.Dispose();
}
