namespace Tombolo.Signal;

/// <summary>The start of a session with a Kyber pre-key, to be refused when it comes a second time.</summary>
/// <param name="KyberPreKeyId">Id of the Kyber pre-key, one-time or last resort.</param>
/// <param name="SignedPreKeyId">Id of the signed pre-key used with it.</param>
/// <param name="BaseKey">The initiator's base key.</param>
public sealed record UsedKyberPreKey(uint KyberPreKeyId, uint SignedPreKeyId, PublicKey BaseKey);
