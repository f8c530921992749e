namespace Tombolo.Content.Meaning;

/// <summary>Another text for an earlier message of the same sender.</summary>
/// <param name="Original">The message.</param>
/// <param name="Text">Its text now.</param>
public sealed record EditMessage(MessageId Original, string Text) : MessageMeaning;
