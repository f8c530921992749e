namespace Tombolo.Server.Accounts;

/// <summary>
/// The initial response of HT-SHA-256-*: <c>HMAC(token, "Initiator" ‖ channel binding)</c>. The binding is empty for -NONE.
/// </summary>
internal sealed record TokenProof(DeviceAddress Device, string Mechanism, ReadOnlyMemory<byte> Hash, ReadOnlyMemory<byte> ChannelBinding);
