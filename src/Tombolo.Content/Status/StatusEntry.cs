namespace Tombolo.Content.Status;

/// <summary>One line of a report.</summary>
/// <param name="Message">The message.</param>
/// <param name="Status">What became of it; a number this library does not know is kept.</param>
public readonly record struct StatusEntry(MessageId Message, MessageStatus Status);
