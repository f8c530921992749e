using Tombolo.Xmpp.Bind2;
using Tombolo.Xmpp.Sasl2;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Server.Streams;

/// <summary>A session found or made after login, with what the client is told of it; or why there is none.</summary>
internal sealed record SessionOpened
{
    public DeviceSession? Session { get; init; }

    public BindResult? Bound { get; init; }

    public Resumed? Resumed { get; init; }

    /// <summary>When the client wished to resume and has a new session instead.</summary>
    public ResumeFailed? ResumeFailed { get; init; }

    public Sasl2Failure? Failure { get; init; }
}
