using Tombolo.Signal;

namespace Tombolo.Client.Outbox;

/// <summary>The ciphertext for one device.</summary>
internal sealed record EncryptedPart(int Device, CiphertextMessage Message);
