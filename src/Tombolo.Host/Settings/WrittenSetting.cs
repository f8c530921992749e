namespace Tombolo.Host.Settings;

/// <summary>A setting as somebody wrote it, before it means anything.</summary>
/// <param name="Key">Key in the file's form, levels divided by colons.</param>
/// <param name="Value">The text given.</param>
/// <param name="Shown">The key as its owner wrote it.</param>
/// <param name="Source">Where it stands.</param>
internal sealed record WrittenSetting(string Key, string Value, string Shown, string Source);
