namespace Tombolo.Content.Meaning;

/// <summary>A reaction to a message.</summary>
/// <param name="Original">The message reacted to.</param>
/// <param name="Emoji">The reaction.</param>
public sealed record ReactionMessage(MessageId Original, string Emoji) : MessageMeaning;
