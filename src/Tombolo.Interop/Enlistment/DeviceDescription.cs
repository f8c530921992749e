namespace Tombolo.Interop.Enlistment;

/// <summary>A device as it describes itself. The platform is declared, not attested.</summary>
public sealed record DeviceDescription
{
    /// <summary>Longest name that is kept, in characters.</summary>
    public const int MaxNameLength = 64;

    /// <summary>What kind of device this is; one of <see cref="DevicePlatforms"/>.</summary>
    public required string Platform { get; init; }

    /// <summary>A name its owner recognises, 1 to 64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Signal registration id, 1 to 16380.</summary>
    public required uint RegistrationId { get; init; }
}
