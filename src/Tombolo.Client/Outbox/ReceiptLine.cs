namespace Tombolo.Client.Outbox;

/// <summary>A receipt to send.</summary>
/// <param name="EntryId">The message.</param>
/// <param name="Read">Read, or only delivered.</param>
internal sealed record ReceiptLine(string EntryId, bool Read);
