namespace Tombolo.Content.Status;

/// <summary>Receipts for one or more messages of one room: the body of <see cref="ContentTypes.MessageStatus"/>.</summary>
/// <param name="Entries">In the order they apply.</param>
public sealed record StatusReport(IReadOnlyList<StatusEntry> Entries);
