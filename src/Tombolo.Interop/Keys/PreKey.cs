namespace Tombolo.Interop.Keys;

/// <summary>A one-time EC prekey.</summary>
public sealed record PreKey
{
    /// <summary>Chosen by the device, 1 to 2^24 - 1, unique among its EC prekeys.</summary>
    public required uint Id { get; init; }

    /// <summary>Public key, 33 bytes: 0x05 and the X25519 key.</summary>
    public required byte[] Key { get; init; }
}
