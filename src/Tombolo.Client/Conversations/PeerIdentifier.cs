using System.Text.Json.Serialization;

namespace Tombolo.Client;

/// <summary>A person as people see and type them. Personal data: never in a log.</summary>
/// <param name="Type"><c>phone</c>, <c>email</c> or <c>handle</c>.</param>
/// <param name="Value">E.164 phone number, lower-case e-mail address, or handle.</param>
/// <param name="Partner">Short name of the partner whose user it is, such as <c>wren</c>; null for a user of the host.</param>
public sealed record PeerIdentifier(
    string Type,
    string Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Partner = null)
{
    /// <summary>Nothing of the value.</summary>
    public override string ToString() => Type + ":…";
}
