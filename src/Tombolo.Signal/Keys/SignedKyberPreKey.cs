namespace Tombolo.Signal;

/// <summary>The public half of a Kyber pre-key in a bundle.</summary>
/// <param name="Id">The owner's id for it; 0 is valid.</param>
/// <param name="PublicKey">The key.</param>
/// <param name="Signature">64 bytes by the identity key over the 1569 bytes of the key.</param>
public sealed record SignedKyberPreKey(uint Id, KyberPublicKey PublicKey, ReadOnlyMemory<byte> Signature);
