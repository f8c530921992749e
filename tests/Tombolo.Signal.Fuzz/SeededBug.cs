namespace Tombolo.Signal.Fuzz;

/// <summary>
/// A parser with a bug put in on purpose, behind a magic word and a length: blind guessing would need some 2^40 tries. It
/// proves that the fuzzer is guided and would find such a thing.
/// </summary>
internal static class SeededBug
{
    internal static int Parse(ReadOnlySpan<byte> input)
    {
        if (input.Length < 8 || input[0] != (byte)'T')
        {
            return 0;
        }

        if (input[1] != (byte)'o' || input[2] != (byte)'m')
        {
            return 1;
        }

        if (input[3] != (byte)'!')
        {
            return 2;
        }

        int length = input[4];
        return length > 40 ? input[5 + length] : 3;
    }
}
