namespace Tombolo.Content.Meaning;

/// <summary>An earlier message of the same sender is deleted for everyone.</summary>
/// <param name="Original">The message.</param>
public sealed record DeleteMessage(MessageId Original) : MessageMeaning;
