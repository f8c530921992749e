namespace Tombolo.Content.Meaning;

/// <summary>Text, alone or as an answer. Markdown is given as written.</summary>
/// <param name="Text">What to show.</param>
/// <param name="InReplyTo">The message answered, or null.</param>
public sealed record TextMessage(string Text, MessageId? InReplyTo) : MessageMeaning;
