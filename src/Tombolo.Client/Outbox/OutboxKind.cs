namespace Tombolo.Client.Outbox;

/// <summary>What waits in the outbox.</summary>
internal enum OutboxKind
{
    /// <summary>A message for the peer's devices.</summary>
    Message,

    /// <summary>Receipts, composed when they are encrypted.</summary>
    Receipts,

    /// <summary>A message once more, for one device that could not decrypt it.</summary>
    Resend,

    /// <summary>A message for the own account's other devices.</summary>
    Copy,

    /// <summary>A complaint that something could not be decrypted.</summary>
    Retry,
}
