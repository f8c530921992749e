namespace Tombolo.Peers.Tests.Signal;

/// <summary>A ciphertext on the line.</summary>
/// <param name="Type">2 message, 3 pre-key message.</param>
/// <param name="Body">The bytes.</param>
internal sealed record Letter(int Type, byte[] Body);
