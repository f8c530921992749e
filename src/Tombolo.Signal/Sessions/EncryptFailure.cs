namespace Tombolo.Signal;

/// <summary>Why a message could not be encrypted. Nothing is stored for any of them.</summary>
public enum EncryptFailure
{
    /// <summary>
    /// There is no session, or nobody has answered it for 30 days: fetch a bundle and start one with
    /// <see cref="SessionBuilder"/>.
    /// </summary>
    NoSession,

    /// <summary>The session's remote identity is not trusted for sending. Ask the user.</summary>
    UntrustedIdentity,

    /// <summary>There is no sender key for the group yet: distribute one first.</summary>
    NoSenderKey,
}
