namespace Tombolo.Server.Storage.Backups;

/// <summary>A backup cannot be made or restored as asked; the message says why in words for an operator. What was there before is untouched.</summary>
public sealed class BackupException : Exception
{
    internal BackupException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
