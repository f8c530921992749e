namespace Tombolo.Signal.Tests.Spqr;

/// <summary>One message on the line, and the key its sender used.</summary>
internal sealed record SpqrLetter(byte[] Message, byte[]? Key, bool FromAlice);
