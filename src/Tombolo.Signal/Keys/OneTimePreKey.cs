namespace Tombolo.Signal;

/// <summary>The public half of a one-time pre-key in a bundle.</summary>
/// <param name="Id">The owner's id for it; 0 is valid.</param>
/// <param name="PublicKey">The key.</param>
public sealed record OneTimePreKey(uint Id, PublicKey PublicKey);
