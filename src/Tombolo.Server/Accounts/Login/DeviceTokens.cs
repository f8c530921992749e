namespace Tombolo.Server.Accounts.Login;

/// <summary>What login needs of a device, as it is stored.</summary>
internal sealed record DeviceTokens
{
    public byte[] Token { get; init; } = [];

    public byte[]? NextToken { get; init; }

    public long? ProofEndsAt { get; init; }

    public byte[] IdentityKey { get; init; } = [];
}
