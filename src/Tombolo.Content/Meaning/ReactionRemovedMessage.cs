namespace Tombolo.Content.Meaning;

/// <summary>A reaction taken back.</summary>
/// <param name="Original">The message reacted to.</param>
/// <param name="Reaction">Id of the reaction.</param>
public sealed record ReactionRemovedMessage(MessageId Original, MessageId Reaction) : MessageMeaning;
