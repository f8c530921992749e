using System.Xml.Linq;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Inbox;

/// <summary>What the host writes around a stored message: number, time, sender as authenticated, identity stamp.</summary>
internal sealed record MailboxEntry
{
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A stranger's message, to be shown as a request.</summary>
    public bool IsRequest { get; init; }

    /// <summary>The sending account.</summary>
    public required string From { get; init; }

    /// <summary>The sending device; 0 when the account as such speaks.</summary>
    public int Device { get; init; }

    public string StanzaId { get; init; } = "";

    public PeerIdentifier? Identity { get; init; }

    /// <summary>Null when the message is no mailbox entry, or not of the promised form.</summary>
    public static MailboxEntry? Read(XElement message, DateTimeOffset now)
    {
        var entry = message.Element(Names.Mailbox + "entry");
        if (entry?.Number("seq") is not { } sequence)
        {
            return null;
        }

        var from = (message.Text("from") ?? "").Split('/', 2);
        return new MailboxEntry
        {
            Sequence = sequence,
            At = entry.Time("at") ?? now,
            IsRequest = entry.Flag("request"),
            From = from[0],
            Device = from.Length == 2 && int.TryParse(from[1], out var device) ? device : 0,
            StanzaId = message.Text("id") ?? "",
            Identity = ReadIdentity(message.Element(Names.Identity + "identity")),
        };
    }

    public static PeerIdentifier? ReadIdentity(XElement? element) =>
        element?.Text("type") is { } type && element.Text("value") is { } value ? new PeerIdentifier(type, value, element.Text("partner")) : null;
}
