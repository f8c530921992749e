namespace Tombolo.App.Wordings;

/// <summary>The settings page.</summary>
internal sealed record SettingsWording
{
    public required string Title { get; init; }
    public required string Account { get; init; }
    public required string PhoneNumber { get; init; }
    public required string Email { get; init; }
    public required string About { get; init; }
    public required string Device { get; init; }
    public required string DeviceLead { get; init; }
    public required string Version { get; init; }
}
