using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>What an account's grain has for a session on another node; one of the ways of <see cref="IDeviceSession"/>.</summary>
[GenerateSerializer, Immutable, Alias("tombolo.session-order")]
internal sealed record SessionOrder
{
    [Id(0)]
    public required Guid Session { get; init; }

    [Id(1)]
    public required SessionOrderKind Kind { get; init; }

    [Id(2)]
    public MailboxEntry Entry { get; init; }

    /// <summary>The number of the entry before it.</summary>
    [Id(3)]
    public long After { get; init; }

    [Id(4)]
    public byte[]? Stanza { get; init; }

    [Id(5)]
    public AccountFacts? Facts { get; init; }

    [Id(6)]
    public SessionEnd End { get; init; }
}
