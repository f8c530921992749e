namespace Tombolo.Xmpp.Errors;

/// <summary>Wire names of <see cref="StanzaErrorType"/>.</summary>
public static class StanzaErrorTypes
{
    private static readonly string[] Names = ["cancel", "auth", "continue", "modify", "wait"];

    extension(StanzaErrorType type)
    {
        /// <summary>The value of the <c>type</c> attribute.</summary>
        public string WireName => Names[(int)type];
    }

    /// <summary>Finds a type by its name; an unknown one is <see cref="StanzaErrorType.Cancel"/>.</summary>
    public static StanzaErrorType Parse(string? name) => (StanzaErrorType)Math.Max(0, Array.IndexOf(Names, name));
}
