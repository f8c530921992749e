namespace Tombolo.Signal;

/// <summary>A public key ready to verify with.</summary>
internal sealed class VerificationKey
{
    private readonly byte[] _encoded;
    private readonly AffinePoint _point;

    private VerificationKey(ReadOnlySpan<byte> encoded)
    {
        _encoded = encoded.ToArray();
        IsUsable = AffinePoint.TryDecode(encoded, out _point) && !_point.IsOfSmallOrder;
    }

    /// <summary>False when the encoding is no point, or one of small order.</summary>
    public bool IsUsable { get; }

    /// <summary>The RFC 8032 encoding, which the challenge is computed over.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    public AffinePoint Point => _point;

    public PointTable? Table { get; private set; }

    public static VerificationKey FromEdwards(ReadOnlySpan<byte> encoded) => new(encoded);

    public static VerificationKey FromMontgomery(ReadOnlySpan<byte> u, int signBit)
    {
        Span<byte> encoded = stackalloc byte[32];
        Montgomery.ToEdwards(u, signBit, encoded);
        return new VerificationKey(encoded);
    }

    /// <summary>Spends a verification's time once to make all further ones cheaper.</summary>
    public void MakeTable() => Table ??= IsUsable ? new PointTable(_point, PointTable.KeyDigitBits) : null;
}
