namespace Tombolo.Signal;

/// <summary>Numbers of edwards25519 (RFC 8032 section 5.1).</summary>
internal static class EdwardsConstants
{
    /// <summary>The curve's d = -121665/121666.</summary>
    public static readonly FieldElement D = new(0x34dca135978a3, 0x1a8283b156ebd, 0x5e7a26001c029, 0x739c663a03cbb, 0x52036cee2b6ff);

    /// <summary>2d.</summary>
    public static readonly FieldElement TwoD = new(0x69b9426b2f159, 0x35050762add7a, 0x3cf44c0038052, 0x6738cc7407977, 0x2406d9dc56dff);

    /// <summary>A square root of -1: 2^((p-1)/4).</summary>
    public static readonly FieldElement SqrtMinusOne = new(0x61b274a0ea0b0, 0xd5a5fc8f189d, 0x7ef5e9cbd0c60, 0x78595a6804c9e, 0x2b8324804fc1d);

    /// <summary>x of the base point.</summary>
    public static readonly FieldElement BaseX = new(0x62d608f25d51a, 0x412a4b4f6592a, 0x75b7171a4b31d, 0x1ff60527118fe, 0x216936d3cd6e5);

    /// <summary>y of the base point, 4/5.</summary>
    public static readonly FieldElement BaseY = new(0x6666666666658, 0x4cccccccccccc, 0x1999999999999, 0x3333333333333, 0x6666666666666);
}
