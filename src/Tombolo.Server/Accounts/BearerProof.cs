namespace Tombolo.Server.Accounts;

/// <summary>What OAUTHBEARER carries here: the partner's token, the host's nonce (32 bytes), the signature (64 bytes).</summary>
internal sealed record BearerProof(DeviceAddress Device, string Token, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Possession);
