namespace Tombolo.Signal;

/// <summary>An X25519 key pair. Disposing it clears the private key.</summary>
public sealed class KeyPair : IDisposable
{
    /// <summary>Puts two halves together; that they belong together is the caller's promise.</summary>
    public KeyPair(PublicKey publicKey, PrivateKey privateKey)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        ArgumentNullException.ThrowIfNull(privateKey);
        PublicKey = publicKey;
        PrivateKey = privateKey;
    }

    /// <summary>The half that is published.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>The secret half, owned by the pair.</summary>
    public PrivateKey PrivateKey { get; }

    /// <summary>A new random pair.</summary>
    public static KeyPair Generate()
    {
        PrivateKey privateKey = PrivateKey.Generate();
        return new KeyPair(privateKey.GetPublicKey(), privateKey);
    }

    /// <summary>Clears the private key.</summary>
    public void Dispose() => PrivateKey.Dispose();
}
