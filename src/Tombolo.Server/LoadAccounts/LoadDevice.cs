namespace Tombolo.Server.LoadAccounts;

/// <summary>A device made for a load generator, with what its client would know after registering.</summary>
/// <param name="Address">The device's full address.</param>
/// <param name="Token">Its first login token.</param>
/// <param name="DevicesDigest">Digest of its account's device list, which whoever writes to it has to name.</param>
public sealed record LoadDevice(string Address, string Token, string DevicesDigest);
