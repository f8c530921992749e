namespace Tombolo.Host.Settings;

/// <summary>What reading the settings came to.</summary>
/// <param name="Settings">The settings, to be used only when <paramref name="Errors"/> is empty.</param>
/// <param name="Errors">Every problem found, so that all can be mended at once.</param>
public sealed record SettingsOutcome(HostSettings Settings, IReadOnlyList<SettingError> Errors);
