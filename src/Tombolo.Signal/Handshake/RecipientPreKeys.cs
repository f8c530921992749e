namespace Tombolo.Signal;

/// <summary>The recipient's own records that a pre-key message names, loaded for one handshake.</summary>
internal sealed class RecipientPreKeys(SignedPreKeyRecord signedPreKey, KyberPreKeyRecord? kyberPreKey, PreKeyRecord? preKey) : IDisposable
{
    public SignedPreKeyRecord SignedPreKey { get; } = signedPreKey;

    /// <summary>Null in version 3.</summary>
    public KyberPreKeyRecord? KyberPreKey { get; } = kyberPreKey;

    /// <summary>Null when the initiator got none.</summary>
    public PreKeyRecord? PreKey { get; } = preKey;

    public void Dispose()
    {
        SignedPreKey.Dispose();
        KyberPreKey?.Dispose();
        PreKey?.Dispose();
    }
}
