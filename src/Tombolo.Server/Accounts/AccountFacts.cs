using System.Collections.Frozen;
using System.Collections.Immutable;
using Tombolo.Server.Consent;

namespace Tombolo.Server.Accounts;

/// <summary>A snapshot of what deciding about an account needs; a change makes a new one (<c>IAccountGrain.FactsChangedAsync</c>).</summary>
[GenerateSerializer, Immutable]
internal sealed record AccountFacts
{
    [Id(0)]
    public required AccountAddress Account { get; init; }

    /// <summary>The partner the account belongs to; null for the host's own accounts.</summary>
    [Id(1)]
    public string? Partner { get; init; }

    /// <summary>What the host stamps on the account's messages.</summary>
    [Id(2)]
    public required AccountIdentifier Identifier { get; init; }

    /// <summary>Live devices in ascending order of id.</summary>
    [Id(3)]
    public required ImmutableArray<DeviceFacts> Devices { get; init; }

    /// <summary>base64url SHA-256 over the device list, as clients send it in <c>devices=''</c>.</summary>
    [Id(4)]
    public required string DevicesDigest { get; init; }

    /// <summary>Partners whose people may write; empty while third-party chats are off. Meaningless for partner accounts.</summary>
    [Id(5)]
    public required FrozenSet<string> EnabledPartners { get; init; }

    /// <summary>The account's own side of each relation; peers that are absent are strangers.</summary>
    [Id(6)]
    public required FrozenDictionary<AccountAddress, Relation> Relations { get; init; }

    /// <summary>The account has an app password, so that standard clients may come for plain messages.</summary>
    [Id(7)]
    public bool HasAppPassword { get; init; }
}
