namespace Tombolo.Host.Settings;

/// <summary>A setting as somebody wrote it, before it means anything.</summary>
/// <param name="Key">Key in the file's form, levels divided by colons.</param>
/// <param name="Value">The text given.</param>
/// <param name="Shown">The key as its owner wrote it.</param>
/// <param name="Source">Where it stands.</param>
internal sealed record WrittenSetting(string Key, string Value, string Shown, string Source)
{
    /// <summary>Another key, in the way this one is written.</summary>
    public string Spell(string key)
    {
        if (Shown.StartsWith("--", StringComparison.Ordinal))
        {
            return "--" + SettingFlag.NameOf(key);
        }

        var level = Shown.LastIndexOf(Shown.Contains("__", StringComparison.Ordinal) ? "__" : ":", StringComparison.Ordinal);
        return Shown.StartsWith(SettingsReader.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)
            ? (level < 0 ? SettingsReader.EnvironmentPrefix : Shown[..(level + 2)]) + SettingFlag.NameOf(key).ToUpperInvariant().Replace('-', '_')
            : (level < 0 ? "" : Shown[..(level + 1)]) + key;
    }
}
