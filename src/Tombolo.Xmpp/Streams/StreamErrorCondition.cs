namespace Tombolo.Xmpp.Streams;

/// <summary>The closed set of stream errors (RFC 6120 section 4.9.3). Every one of them ends the stream.</summary>
public enum StreamErrorCondition
{
    /// <summary>XML that cannot be processed here although it is well-formed (4.9.3.1).</summary>
    BadFormat,

    /// <summary>A prefix that is not allowed where it stands (4.9.3.2).</summary>
    BadNamespacePrefix,

    /// <summary>A newer stream took the place of this one (4.9.3.3).</summary>
    Conflict,

    /// <summary>The peer did not answer in time (4.9.3.4).</summary>
    ConnectionTimeout,

    /// <summary>The domain is no longer served here (4.9.3.5).</summary>
    HostGone,

    /// <summary>The domain was never served here (4.9.3.6).</summary>
    HostUnknown,

    /// <summary>A needed <c>to</c> or <c>from</c> is missing or is no address (4.9.3.7).</summary>
    ImproperAddressing,

    /// <summary>Something broke on this side (4.9.3.8).</summary>
    InternalServerError,

    /// <summary>A <c>from</c> that is not the sender's (4.9.3.9).</summary>
    InvalidFrom,

    /// <summary>Wrong stream or content namespace (4.9.3.10).</summary>
    InvalidNamespace,

    /// <summary>XML invalid against a schema (4.9.3.11).</summary>
    InvalidXml,

    /// <summary>Data before authentication (4.9.3.12).</summary>
    NotAuthorized,

    /// <summary>XML or namespaces not well-formed (4.9.3.13).</summary>
    NotWellFormed,

    /// <summary>A local rule was broken: sizes, rates, depth (4.9.3.14).</summary>
    PolicyViolation,

    /// <summary>A remote server needed for authentication is out of reach (4.9.3.15).</summary>
    RemoteConnectionFailed,

    /// <summary>The stream is closed so that features are negotiated again (4.9.3.16).</summary>
    Reset,

    /// <summary>No room for another stream (4.9.3.17).</summary>
    ResourceConstraint,

    /// <summary>Comment, processing instruction, DTD or an entity beyond the five (4.9.3.18).</summary>
    RestrictedXml,

    /// <summary>Continue at another host (4.9.3.19).</summary>
    SeeOtherHost,

    /// <summary>This server is going down (4.9.3.20).</summary>
    SystemShutdown,

    /// <summary>None of the others (4.9.3.21).</summary>
    UndefinedCondition,

    /// <summary>Not UTF-8 (4.9.3.22).</summary>
    UnsupportedEncoding,

    /// <summary>A mandatory feature is missing (4.9.3.23).</summary>
    UnsupportedFeature,

    /// <summary>A first-level element nobody here knows (4.9.3.24).</summary>
    UnsupportedStanzaType,

    /// <summary>A stream version nobody here speaks (4.9.3.25).</summary>
    UnsupportedVersion,
}
