using Tombolo.Client.Device;

namespace Tombolo.Client.Outbox;

/// <summary>Receipts for one peer travel together: new lines join what has not been encrypted yet.</summary>
internal static class ReceiptQueue
{
    private const int MaxLines = 256;

    public static void Add(Change change, string to, IEnumerable<ReceiptLine> lines)
    {
        foreach (var chunk in lines.Chunk(MaxLines))
        {
            var open = change.Waiting().FirstOrDefault(record =>
                record is { Kind: OutboxKind.Receipts, Stanza: null, Content: null } && record.To == to && record.Receipts.Count + chunk.Length <= MaxLines)
                ?? change.Enqueue(OutboxKind.Receipts, to);
            change.Put(open with { Receipts = [.. open.Receipts, .. chunk] });
        }
    }
}
