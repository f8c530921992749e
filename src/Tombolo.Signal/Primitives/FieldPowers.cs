namespace Tombolo.Signal;

/// <summary>Fixed powers in GF(2^255-19) by Bernstein's addition chain: 254 squarings and 11 multiplications, whatever the value.</summary>
internal static class FieldPowers
{
    /// <summary>x^(p-2) = x^(2^255 - 21).</summary>
    public static T Invert<T>(in T x)
        where T : struct, IField<T>
    {
        T z250 = Power250(x, out T z11);
        return T.Multiply(SquareTimes(z250, 5), z11);
    }

    /// <summary>x^((p-5)/8) = x^(2^252 - 3).</summary>
    public static T ForRoot<T>(in T x)
        where T : struct, IField<T>
    {
        T z250 = Power250(x, out _);
        return T.Multiply(SquareTimes(z250, 2), x);
    }

    // x^(2^250 - 1), and x^11 on the way.
    private static T Power250<T>(in T x, out T z11)
        where T : struct, IField<T>
    {
        T z2 = T.Square(x);
        T z9 = T.Multiply(SquareTimes(z2, 2), x);
        z11 = T.Multiply(z9, z2);
        T z5 = T.Multiply(T.Square(z11), z9);
        T z10 = T.Multiply(SquareTimes(z5, 5), z5);
        T z20 = T.Multiply(SquareTimes(z10, 10), z10);
        T z40 = T.Multiply(SquareTimes(z20, 20), z20);
        T z50 = T.Multiply(SquareTimes(z40, 10), z10);
        T z100 = T.Multiply(SquareTimes(z50, 50), z50);
        T z200 = T.Multiply(SquareTimes(z100, 100), z100);
        return T.Multiply(SquareTimes(z200, 50), z50);
    }

    private static T SquareTimes<T>(T x, int count)
        where T : struct, IField<T>
    {
        for (int i = 0; i < count; i++)
        {
            x = T.Square(x);
        }

        return x;
    }
}
