using Tombolo.Content.Status;

namespace Tombolo.Content.Meaning;

/// <summary>Receipts.</summary>
/// <param name="Report">Which message, what became of it.</param>
public sealed record ReceiptsMessage(StatusReport Report) : MessageMeaning;
