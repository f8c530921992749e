namespace Tombolo.Server.Storage.Backups;

/// <summary>One file of a backup, by which it is recognised before anything is restored.</summary>
/// <param name="Path">Where it is below the backup's folder, with slashes.</param>
/// <param name="SizeBytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
public sealed record BackupFile(string Path, long SizeBytes, string Sha256);
