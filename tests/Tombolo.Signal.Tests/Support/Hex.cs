namespace Tombolo.Signal.Tests;

/// <summary>Vectors are written with spaces and line breaks.</summary>
internal static class Hex
{
    public static byte[] Bytes(string text) => Convert.FromHexString(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));

    public static byte[] Repeat(byte value, int count = 32) => [.. Enumerable.Repeat(value, count)];

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
