namespace Tombolo.Client.Device;

/// <summary>What the device knows about itself, as stored.</summary>
internal sealed record DeviceRecord
{
    /// <summary>Serialised identity key pair. A secret.</summary>
    public required byte[] IdentityKeyPair { get; init; }

    public required uint RegistrationId { get; init; }

    /// <summary>UUID of this installation, for SASL2's user-agent.</summary>
    public required string AgentId { get; init; }

    public uint NextPreKeyId { get; init; } = 1;

    public uint NextKyberPreKeyId { get; init; } = 1;

    public uint NextSignedPreKeyId { get; init; } = 1;

    public uint SignedPreKeyId { get; init; }

    public uint LastResortId { get; init; }

    public DateTimeOffset? RotatedAt { get; init; }

    public string? Address { get; init; }

    public int DeviceId { get; init; }

    /// <summary>The login token. A secret.</summary>
    public string? LoginToken { get; init; }

    public string? Websocket { get; init; }

    public string? XmppHost { get; init; }

    public int XmppPort { get; init; }

    /// <summary>The domain of the host's own accounts.</summary>
    public string? HostDomain { get; init; }

    public PeerIdentifier? Identifier { get; init; }

    public string? PendingRegistration { get; init; }

    /// <summary>The number that <see cref="PendingRegistration"/> is for, as it was given.</summary>
    public string? PendingNumber { get; init; }

    /// <summary>The host said that it does not know this device any more; the code it gave.</summary>
    public string? UnknownReason { get; init; }

    /// <summary>Highest mailbox number whose effect is saved.</summary>
    public long LastSequence { get; init; }

    public ThirdPartyChats? Settings { get; init; }

    /// <summary>Names of partners by id, as the host tells them.</summary>
    public IReadOnlyDictionary<string, string> PartnerNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Devices of the own account, this one included.</summary>
    public IReadOnlyList<Keys.PeerDevice> OwnDevices { get; init; } = [];
}
