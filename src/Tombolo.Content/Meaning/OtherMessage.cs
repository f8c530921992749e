namespace Tombolo.Content.Meaning;

/// <summary>Content that this library does not know; never dropped silently.</summary>
/// <param name="Fallback">The best text in it, or empty: then the app says that it cannot show the message.</param>
/// <param name="ContentType">The media type at its root, or empty.</param>
public sealed record OtherMessage(string Fallback, string ContentType) : MessageMeaning;
