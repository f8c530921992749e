namespace Tombolo.Client;

/// <summary>Who this device is.</summary>
public sealed record Account
{
    /// <summary><c>uuid@domain</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Number of this device, 1 to 127; 1 is the primary one.</summary>
    public required int DeviceId { get; init; }

    /// <summary>What people see; null until the host has told.</summary>
    public PeerIdentifier? Identifier { get; init; }

    /// <summary>Short name of the partner this account belongs to; null for a user of the host.</summary>
    public string? Partner { get; init; }
}
