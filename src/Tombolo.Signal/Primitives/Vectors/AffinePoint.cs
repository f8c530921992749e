namespace Tombolo.Signal;

/// <summary>A decoded point of edwards25519.</summary>
internal readonly record struct AffinePoint(FieldElement X, FieldElement Y)
{
    /// <summary>The base point of RFC 8032.</summary>
    public static AffinePoint Base => new(EdwardsConstants.BaseX, EdwardsConstants.BaseY);

    /// <summary>Order 1, 2, 4 or 8: such a key would verify forgeries; every provider refuses it.</summary>
    public bool IsOfSmallOrder => VectorPoint.FromAffine(X, Y).Double().Double().Double().IsNeutral;

    /// <summary>RFC 8032 section 5.1.3. False when there is no such point or the encoding is not canonical. Not constant time.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, out AffinePoint point)
    {
        point = default;
        FieldElement y = FieldElement.Decode(encoded);
        Span<byte> canonical = stackalloc byte[32];
        y.Encode(canonical);
        canonical[31] |= (byte)(encoded[31] & 0x80);
        if (!canonical.SequenceEqual(encoded))
        {
            return false;
        }

        // x^2 = u/v = (y^2 - 1) / (d y^2 + 1); the candidate is u v^3 (u v^7)^((p-5)/8).
        FieldElement yy = y.Square();
        FieldElement u = yy - FieldElement.One, v = (yy * EdwardsConstants.D) + FieldElement.One;
        FieldElement v3 = v.Square() * v;
        FieldElement x = u * v3 * (u * v3.Square() * v).PowerForRoot();
        FieldElement check = v * x.Square();
        if (check.IsEqualTo(FieldElement.Zero - u))
        {
            x *= EdwardsConstants.SqrtMinusOne;
        }
        else if (!check.IsEqualTo(u))
        {
            return false;
        }

        bool wantsOdd = (encoded[31] & 0x80) != 0;
        if (wantsOdd && x.IsEqualTo(FieldElement.Zero))
        {
            return false;
        }

        point = new AffinePoint(x.IsOdd == wantsOdd ? x : FieldElement.Zero - x, y);
        return true;
    }
}
