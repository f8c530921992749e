namespace Tombolo.Server.Keys;

/// <summary>A public prekey on its way to a requester; <see cref="Signature"/> is null for one-time EC keys.</summary>
internal sealed record HandedKey
{
    public uint Id { get; init; }

    public byte[] Key { get; init; } = [];

    public byte[]? Signature { get; init; }
}
