using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Streams;

/// <summary>After one element of a login: a session, a stream error, a turn of the stream, or nothing, and then the peer may try again.</summary>
internal readonly record struct LoginOutcome(DeviceSession? Session = null, StreamErrorCondition? Condition = null, StreamTurn Turn = StreamTurn.None);
