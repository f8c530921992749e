using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// The 36 bytes by which the first messages of a session are bound to sender and recipient (signal-wire 8.3): for each the
/// 17-byte service id and one byte of device id.
/// </summary>
internal readonly record struct AddressBinding(ProtocolAddress Local, ProtocolAddress Remote)
{
    public const int Size = 2 * (ServiceId.FixedWidthSize + 1);

    private const uint MaximumDeviceId = 127;

    /// <summary>The binding of a message that we send; false when an address has no such form.</summary>
    public bool TryWriteOutgoing(Span<byte> destination) => TryWrite(Local, Remote, destination);

    /// <summary>Whether a received field 6 names the remote side as sender and us as recipient; constant time.</summary>
    public bool Matches(ReadOnlySpan<byte> received)
    {
        Span<byte> expected = stackalloc byte[Size];
        return TryWrite(Remote, Local, expected) && CryptographicOperations.FixedTimeEquals(expected, received);
    }

    /// <summary>Two devices of one account: their chains may run further ahead (<see cref="ForwardLimit"/>).</summary>
    public bool IsSameAccount(ReadOnlySpan<byte> localIdentity, ReadOnlySpan<byte> remoteIdentity) =>
        localIdentity.SequenceEqual(remoteIdentity)
        && ServiceId.TryParse(Local.Name, out ServiceId local)
        && ServiceId.TryParse(Remote.Name, out ServiceId remote)
        && local == remote;

    private static bool TryWrite(in ProtocolAddress sender, in ProtocolAddress recipient, Span<byte> destination)
    {
        if (sender.DeviceId > MaximumDeviceId || recipient.DeviceId > MaximumDeviceId
            || !ServiceId.TryParse(sender.Name, out ServiceId from)
            || !ServiceId.TryParse(recipient.Name, out ServiceId to))
        {
            return false;
        }

        from.WriteFixedWidth(destination);
        destination[17] = (byte)sender.DeviceId;
        to.WriteFixedWidth(destination[18..]);
        destination[35] = (byte)recipient.DeviceId;
        return true;
    }
}
