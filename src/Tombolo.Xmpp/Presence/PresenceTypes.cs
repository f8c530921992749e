namespace Tombolo.Xmpp.Presence;

/// <summary>Wire names of <see cref="PresenceType"/>.</summary>
public static class PresenceTypes
{
    private static readonly string[] Names = ["", "unavailable", "subscribe", "subscribed", "unsubscribe", "unsubscribed", "probe", "error"];

    extension(PresenceType type)
    {
        /// <summary>The value of the <c>type</c> attribute; empty for available presence, which has none.</summary>
        public string WireName => Names[(int)type];
    }

    /// <summary>Reads the decoded <c>type</c> attribute; empty is available.</summary>
    /// <returns>False for a type that RFC 6121 does not list: answer <c>bad-request</c>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> name, out PresenceType type)
    {
        for (var index = 0; index < Names.Length; index++)
        {
            if (System.Text.Ascii.Equals(name, Names[index]))
            {
                type = (PresenceType)index;
                return true;
            }
        }

        type = PresenceType.Available;
        return false;
    }
}
