namespace Tombolo.Xmpp.Sasl;

/// <summary>Names inside GS2 headers and SCRAM messages: <c>,</c> is written <c>=2C</c> and <c>=</c> is written <c>=3D</c> (RFC 5802 section 5.1).</summary>
internal static class GsText
{
    internal static string Escape(string name) =>
        name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    /// <summary>False for an empty name, a NUL or an equals sign that starts neither of the two sequences.</summary>
    internal static bool TryUnescape(string text, out string? name)
    {
        name = null;
        for (var at = text.IndexOf('=', StringComparison.Ordinal); at >= 0; at = text.IndexOf('=', at + 1))
        {
            if (!text.AsSpan(at).StartsWith("=2C", StringComparison.Ordinal) && !text.AsSpan(at).StartsWith("=3D", StringComparison.Ordinal))
            {
                return false;
            }
        }

        if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        name = text.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        return true;
    }
}
