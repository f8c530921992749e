using System.Formats.Cbor;
using Tombolo.Content;
using Tombolo.Content.Codec;

namespace Tombolo.Client.Conversations;

/// <summary>
/// MIMI names: <c>mimi://domain/u/uuid</c> for a person, <c>mimi://host/r/first,second</c> for the room of two, their addresses
/// in ordinal order. Both stand in every message, so that the own other devices know where a copy belongs.
/// </summary>
internal static class Rooms
{
    private const string Scheme = "mimi://";

    public static string SenderUri(string address) => $"{Scheme}{Partners.DomainOf(address)}/u/{Partners.UserOf(address)}";

    public static string RoomUri(string hostDomain, string one, string other) =>
        string.CompareOrdinal(one, other) < 0 ? $"{Scheme}{hostDomain}/r/{one},{other}" : $"{Scheme}{hostDomain}/r/{other},{one}";

    /// <summary>The other person of a room of two; null when the room is not one of the own account.</summary>
    public static string? PeerOf(string roomUri, string hostDomain, string own)
    {
        var start = $"{Scheme}{hostDomain}/r/";
        var people = roomUri.StartsWith(start, StringComparison.Ordinal) ? roomUri[start.Length..].Split(',') : [];
        return people.Length != 2 ? null : people[0] == own ? people[1] : people[1] == own ? people[0] : null;
    }

    /// <summary>The content with its names, encoded, and the id it has everywhere.</summary>
    public static (byte[] Bytes, MessageId Id) Seal(MessageContent content, string sender, string room)
    {
        var bytes = ContentCodec.Encode(content with
        {
            Extensions =
            [
                new ContentExtension { Number = ContentExtension.SenderUri, Value = Text(sender) },
                new ContentExtension { Number = ContentExtension.RoomUri, Value = Text(room) },
            ],
        });
        return (bytes, MessageId.Of(sender, room, bytes, content.Salt.Span));
    }

    /// <summary>The room a content names; null when it names none.</summary>
    public static string? RoomOf(MessageContent content) => UriOf(content, ContentExtension.RoomUri);

    /// <summary>Whether the names in a content, if any, are those of the sender and room it came from.</summary>
    public static bool Agrees(MessageContent content, string sender, string room) =>
        (UriOf(content, ContentExtension.SenderUri) ?? sender) == sender && (UriOf(content, ContentExtension.RoomUri) ?? room) == room;

    private static string? UriOf(MessageContent content, long number)
    {
        var extension = content.Extensions.FirstOrDefault(extension => extension.Number == number);
        var reader = extension is null ? null : new CborReader(extension.Value);
        return reader?.PeekState() == CborReaderState.TextString ? reader.ReadTextString() : null;
    }

    private static byte[] Text(string text)
    {
        var writer = new CborWriter();
        writer.WriteTextString(text);
        return writer.Encode();
    }
}
