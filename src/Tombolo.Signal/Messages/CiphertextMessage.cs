namespace Tombolo.Signal;

/// <summary>A message ready for the wire.</summary>
/// <param name="Type">Travels beside the bytes; the receiver needs it.</param>
/// <param name="Serialized">The bytes to send.</param>
public sealed record CiphertextMessage(CiphertextMessageType Type, ReadOnlyMemory<byte> Serialized);
