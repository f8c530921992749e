namespace Tombolo.Client;

/// <summary>A notice was put into a thread; a changed key raises <see cref="KeyChanged"/> instead.</summary>
/// <param name="Entry">The notice.</param>
public sealed record NoticeAdded(ChatEntry Entry) : ClientEvent;
