namespace Tombolo.Server.Streams;

/// <summary>What became of a wish to resume.</summary>
/// <param name="Session">The session, when it goes on here; null when its client has to begin a new one.</param>
/// <param name="Handled">
/// When it does not go on: the stanzas of the client that the lost session had handled, so that it repeats none of them (XEP-0198 section 5). Null when nobody knows.
/// </param>
internal readonly record struct Resumption(DeviceSession? Session, uint? Handled = null);
