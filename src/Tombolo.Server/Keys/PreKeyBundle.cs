namespace Tombolo.Server.Keys;

/// <summary>What a sender needs to start a session with one device.</summary>
internal sealed record PreKeyBundle
{
    public required int RegistrationId { get; init; }

    public required byte[] IdentityKey { get; init; }

    public required HandedKey Signed { get; init; }

    /// <summary>A one-time key, or the last-resort key when none is left.</summary>
    public required HandedKey Kyber { get; init; }

    /// <summary>Null when none is left.</summary>
    public HandedKey? OneTime { get; init; }

    /// <summary>What the device has left, when handing out took something from it; null otherwise.</summary>
    public PreKeyCount? Left { get; init; }
}
