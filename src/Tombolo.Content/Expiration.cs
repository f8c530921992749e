namespace Tombolo.Content;

/// <summary>When a message is to disappear.</summary>
/// <param name="IsRelative">True: <paramref name="Seconds"/> after it was first read. False: at this time.</param>
/// <param name="Seconds">Seconds, counted from reading or from the start of 1970 (UTC).</param>
public sealed record Expiration(bool IsRelative, uint Seconds);
