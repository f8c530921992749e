using Tombolo.Content.Parts;

namespace Tombolo.Content.Meaning;

/// <summary>A file.</summary>
/// <param name="File">Where it is and how to open it.</param>
/// <param name="InReplyTo">The message answered, or null.</param>
public sealed record AttachmentMessage(ExternalPart File, MessageId? InReplyTo) : MessageMeaning;
