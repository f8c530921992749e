using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Streams;

/// <summary>After one element of a login: a session, a stream error, or neither, and then the peer may try again.</summary>
internal readonly record struct LoginOutcome(DeviceSession? Session = null, StreamErrorCondition? Condition = null);
