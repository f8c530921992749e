namespace Tombolo.Client.Storage;

/// <summary>One change of a commit.</summary>
/// <param name="Table">Name of the table, ASCII; a table exists by being written to.</param>
/// <param name="Key">Key within the table.</param>
/// <param name="Value">The new value, or null to delete. The store keeps its own copy.</param>
public readonly record struct StoreWrite(string Table, string Key, byte[]? Value);
