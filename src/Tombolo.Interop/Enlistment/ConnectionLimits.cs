namespace Tombolo.Interop.Enlistment;

/// <summary>Limits a device has to keep.</summary>
public sealed record ConnectionLimits
{
    /// <summary>Largest stanza, in bytes of UTF-8.</summary>
    public required int MaxStanzaBytes { get; init; }

    /// <summary>Largest ciphertext for one device, in bytes before base64.</summary>
    public required int MaxCiphertextBytes { get; init; }

    /// <summary>Messages a stranger may send before being accepted.</summary>
    public required int RequestsPerStranger { get; init; }
}
