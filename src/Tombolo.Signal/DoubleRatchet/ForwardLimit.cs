namespace Tombolo.Signal;

/// <summary>
/// How far a message may run ahead of its chain (signal-wire 16). Lower would lose messages after long silence, higher would
/// let a peer make us compute that many hashes with one message, before its MAC can be checked.
/// </summary>
internal static class ForwardLimit
{
    public const uint Peer = 25_000;

    /// <summary>
    /// Another device of our own account. Signal's library has no limit there; then anybody who carries such a message could
    /// write 2^32 into its counter and keep us busy for an hour.
    /// </summary>
    public const uint OwnDevice = 250_000;

    public static uint For(bool ownDevice) => ownDevice ? OwnDevice : Peer;
}
