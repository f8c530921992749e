namespace Tombolo.Signal;

/// <summary>The statement by which one identity vouches for another of the same account (signal-wire 14).</summary>
public static class AlternateIdentity
{
    /// <summary>Whether <paramref name="identity"/> made <paramref name="signature"/> by <see cref="IdentityKeyPair.SignAlternateIdentity"/> for <paramref name="alternate"/>.</summary>
    public static bool Verify(IdentityKey identity, IdentityKey alternate, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(alternate);
        return identity.VerifySignature(Statement(alternate), signature);
    }

    internal static byte[] Statement(IdentityKey other)
    {
        byte[] statement = new byte[32 + 20 + PublicKey.SerializedSize];
        statement.AsSpan(0, 32).Fill(0xFF);
        "Signal_PNI_Signature"u8.CopyTo(statement.AsSpan(32));
        other.PublicKey.Write(statement.AsSpan(52));
        return statement;
    }
}
