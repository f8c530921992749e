namespace Tombolo.Server.Fuzz;

/// <summary>
/// A reader of acknowledgements with a bug put in on purpose: it trusts that a count has at most ten digits. Six bytes have to be right before,
/// some 2^48 blind tries. It proves that the fuzzer is guided and would find such a thing here.
/// </summary>
internal static class SeededBug
{
    private static ReadOnlySpan<byte> Start => "<a h='"u8;

    internal static int Read(ReadOnlySpan<byte> input)
    {
        for (int i = 0; i < Start.Length; i++)
        {
            if (i >= input.Length || input[i] != Start[i])
            {
                return i;
            }
        }

        Span<byte> digits = stackalloc byte[10];
        int count = 0;
        foreach (byte digit in input[Start.Length..])
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            digits[count++] = digit;
        }

        return count;
    }
}
