namespace Tombolo.Signal;

/// <summary>What a ciphertext is; the numbers are Signal's and go over the wire beside the message (signal-wire 8.4).</summary>
public enum CiphertextMessageType
{
    /// <summary>A message inside an acknowledged session.</summary>
    Signal = 2,

    /// <summary>A message that also carries what the receiver needs to start the session.</summary>
    PreKey = 3,

    /// <summary>A group message under a sender key.</summary>
    SenderKey = 7,

    /// <summary>Unencrypted control content: a request to send a message again.</summary>
    Plaintext = 8,
}
