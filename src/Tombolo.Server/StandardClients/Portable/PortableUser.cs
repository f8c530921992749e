using Tombolo.Server.Accounts;
using Tombolo.Xmpp.Roster;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.StandardClients.Portable;

/// <summary>One account as it travels between servers.</summary>
internal sealed record PortableUser(string Name, int Line)
{
    /// <summary>The password itself, when the other server kept it.</summary>
    public string? Password { get; init; }

    public ScramCredentials? Sha1 { get; init; }

    public ScramCredentials? Sha256 { get; init; }

    /// <summary>What the person is called by; without it the name itself.</summary>
    public AccountIdentifier? Identifier { get; init; }

    public string Region { get; init; } = "";

    public List<RosterItem> Roster { get; } = [];

    public List<PortableMessage> Messages { get; } = [];
}
