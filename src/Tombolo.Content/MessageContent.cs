using System.Security.Cryptography;
using Tombolo.Content.Parts;

namespace Tombolo.Content;

/// <summary>
/// One message as it stands inside the encryption: <c>mimiContent</c> of draft-ietf-mimi-content-08 section 4. Immutable.
/// <see cref="Codec.ContentCodec"/> turns it into CBOR and back.
/// </summary>
public sealed record MessageContent
{
    /// <summary>Size of <see cref="Salt"/> in bytes.</summary>
    public const int SaltSize = 16;

    /// <summary>16 random bytes, so that the id of a short message tells nothing about its text.</summary>
    public required ReadOnlyMemory<byte> Salt { get; init; }

    /// <summary>The message that this one edits or deletes; null for a new one.</summary>
    public MessageId? Replaces { get; init; }

    /// <summary>Thread within the room, opaque; empty for none.</summary>
    public ReadOnlyMemory<byte> TopicId { get; init; }

    /// <summary>When the message is to disappear; null for never.</summary>
    public Expiration? Expires { get; init; }

    /// <summary>The message that this one answers or reacts to.</summary>
    public MessageId? InReplyTo { get; init; }

    /// <summary>Extensions in the order they were written; <see cref="ContentExtension.SenderUri"/> and <see cref="ContentExtension.RoomUri"/> are two of them.</summary>
    public IReadOnlyList<ContentExtension> Extensions { get; init; } = [];

    /// <summary>What it says.</summary>
    public required NestedPart Body { get; init; }

    /// <summary>16 fresh random bytes.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltSize);
}
