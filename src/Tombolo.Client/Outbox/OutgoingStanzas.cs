using System.Xml.Linq;
using Tombolo.Client.Wire;
using Tombolo.Signal;

namespace Tombolo.Client.Outbox;

/// <summary>The two kinds of message a device sends.</summary>
internal static class OutgoingStanzas
{
    public const string Suite = "signal";

    public static byte[] Encrypted(OutboxRecord record, int device, string digest, IEnumerable<EncryptedPart> parts)
    {
        var encrypted = new XElement(
            Names.Encryption + "encrypted",
            new XAttribute("suite", Suite),
            new XAttribute("device", device),
            new XAttribute("devices", digest),
            record.Kind == OutboxKind.Receipts ? new XAttribute("urgent", "false") : null,
            parts.Select(Part));
        return Message(record, encrypted);
    }

    public static byte[] Retry(OutboxRecord record) => Message(record, new XElement(
        Names.Encryption + "retry",
        new XAttribute("id", record.About ?? ""),
        new XAttribute("device", record.Device),
        Convert.ToBase64String(record.Content ?? [])));

    private static XElement Part(EncryptedPart part) => new(
        Names.Encryption + "to",
        new XAttribute("device", part.Device),
        new XAttribute("kind", part.Message.Type == CiphertextMessageType.PreKey ? "prekey" : "message"),
        Convert.ToBase64String(part.Message.Serialized.Span));

    private static byte[] Message(OutboxRecord record, XElement payload) => StanzaWriter.Write(new XElement(
        Names.Client + "message",
        new XAttribute("type", "chat"),
        new XAttribute("to", record.To),
        new XAttribute("id", record.StanzaId),
        payload));
}
