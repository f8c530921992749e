namespace Tombolo.Xmpp.Streams;

/// <summary>Wire names of <see cref="StreamErrorCondition"/>.</summary>
public static class StreamErrorConditions
{
    private static readonly byte[][] Names =
    [
        "bad-format"u8.ToArray(), "bad-namespace-prefix"u8.ToArray(), "conflict"u8.ToArray(), "connection-timeout"u8.ToArray(),
        "host-gone"u8.ToArray(), "host-unknown"u8.ToArray(), "improper-addressing"u8.ToArray(), "internal-server-error"u8.ToArray(),
        "invalid-from"u8.ToArray(), "invalid-namespace"u8.ToArray(), "invalid-xml"u8.ToArray(), "not-authorized"u8.ToArray(),
        "not-well-formed"u8.ToArray(), "policy-violation"u8.ToArray(), "remote-connection-failed"u8.ToArray(), "reset"u8.ToArray(),
        "resource-constraint"u8.ToArray(), "restricted-xml"u8.ToArray(), "see-other-host"u8.ToArray(), "system-shutdown"u8.ToArray(),
        "undefined-condition"u8.ToArray(), "unsupported-encoding"u8.ToArray(), "unsupported-feature"u8.ToArray(),
        "unsupported-stanza-type"u8.ToArray(), "unsupported-version"u8.ToArray(),
    ];

    extension(StreamErrorCondition condition)
    {
        /// <summary>The element name of the condition in UTF-8, such as <c>not-well-formed</c>.</summary>
        public ReadOnlySpan<byte> WireName => Names[(int)condition];
    }

    /// <summary>Finds the condition for an element name.</summary>
    /// <returns>False for a name that RFC 6120 does not list.</returns>
    public static bool TryParse(ReadOnlySpan<byte> name, out StreamErrorCondition condition)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i]))
            {
                condition = (StreamErrorCondition)i;
                return true;
            }
        }

        condition = StreamErrorCondition.UndefinedCondition;
        return false;
    }
}
