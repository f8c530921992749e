namespace Tombolo.Xmpp.Errors;

/// <summary>What the sender should do about a stanza error (RFC 6120 section 8.3.2).</summary>
public enum StanzaErrorType
{
    /// <summary>Do not repeat it.</summary>
    Cancel,

    /// <summary>Repeat it after giving credentials.</summary>
    Auth,

    /// <summary>It was only a warning.</summary>
    Continue,

    /// <summary>Repeat it after changing it.</summary>
    Modify,

    /// <summary>Repeat it later.</summary>
    Wait,
}
