namespace Tombolo.Interop.Identity;

/// <summary>What people see and type for an account. Personal data: it never goes into a log.</summary>
/// <param name="Type">One of <see cref="IdentifierTypes"/>.</param>
/// <param name="Value">Canonical form, see <see cref="EmailAddress"/>; E.164 for a phone number.</param>
public sealed record Identifier(string Type, string Value)
{
    /// <summary>Longest value in characters.</summary>
    public const int MaxValueLength = 254;

    /// <summary>Nothing of the value, so that an identifier that slips into a log says nothing.</summary>
    public override string ToString() => Type + ":…";
}
