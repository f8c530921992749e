namespace Tombolo.Xmpp.Scanning;

/// <summary>The start of a CDATA section, or what else begins with <c>&lt;!</c> and is refused.</summary>
internal static class SectionStart
{
    private static ReadOnlySpan<byte> Opening => "<![CDATA["u8;

    /// <summary>Returns the bytes taken; 0 while incomplete or with a rule.</summary>
    internal static int Read(ReadOnlySpan<byte> input, bool mayStand, out ScanRule rule)
    {
        rule = ScanRule.None;
        if (input.Length < 3)
        {
            return 0;
        }

        var shared = Math.Min(Opening.Length, input.Length);
        rule = input[2] switch
        {
            (byte)'-' => ScanRule.Comment,
            (byte)'D' => ScanRule.DocumentType,
            _ when !mayStand => ScanRule.Misplaced,
            _ => input[..shared].SequenceEqual(Opening[..shared]) ? ScanRule.None : ScanRule.Tag,
        };
        return rule == ScanRule.None && shared == Opening.Length ? shared : 0;
    }
}
