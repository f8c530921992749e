namespace Tombolo.Signal;

/// <summary>
/// Why a message could not be decrypted. Nothing is stored for any of them. The peer must not learn which one it was
/// beyond what a request to send again says.
/// </summary>
public enum DecryptFailure
{
    /// <summary>The message, or one with its number, was decrypted before. Drop it.</summary>
    Duplicate,

    /// <summary>
    /// The sender's identity key is not the trusted one. Ask the user, then save the key of
    /// <see cref="DecryptResult.RemoteIdentity"/> as trusted and decrypt again, or drop the message.
    /// </summary>
    UntrustedIdentity,

    /// <summary>There is no session with this device. Ask it to send again, which starts one.</summary>
    NoSession,

    /// <summary>
    /// Not genuine, for another session, too far ahead, or damaged: MAC, addresses, ratchet, padding. Ask the sender to send
    /// it again when it matters.
    /// </summary>
    InvalidMessage,

    /// <summary>The bytes are not a message of the stated type.</summary>
    Malformed,

    /// <summary>A version newer than this library.</summary>
    FutureVersion,

    /// <summary>A version that nobody speaks any more.</summary>
    LegacyVersion,

    /// <summary>A pre-key that the message names is not in the store: used up, expired or never ours.</summary>
    MissingPreKey,

    /// <summary>The store has seen this start of a session before (a last-resort key replayed).</summary>
    ReplayedPreKey,

    /// <summary>No sender key of this group member for the message's chain. Ask the member to distribute it again.</summary>
    NoSenderKey,

    /// <summary>The type is not one that this call decrypts.</summary>
    UnsupportedType,
}
