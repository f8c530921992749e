namespace Tombolo.Server.Storage.Backups;

/// <summary>How far a backup or a restore is.</summary>
/// <param name="Step">What is being worked on: a table or <c>files</c>.</param>
/// <param name="Done">How much of it is done, in rows or files.</param>
/// <param name="Total">How much there is.</param>
public readonly record struct BackupProgress(string Step, long Done, long Total);
