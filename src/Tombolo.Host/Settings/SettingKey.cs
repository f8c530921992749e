namespace Tombolo.Host.Settings;

/// <summary>One key an operator may write; the table of them is <see cref="SettingKeys"/>.</summary>
public sealed class SettingKey
{
    private readonly Func<HostSettings, string, Setting> _apply;

    internal SettingKey(string name, string meaning, Func<HostSettings, string, Setting> apply)
    {
        Name = name;
        Meaning = meaning;
        _apply = apply;
    }

    /// <summary>The key in the file; in the environment <c>TOMBOLO_</c> and the name in capitals.</summary>
    public string Name { get; }

    /// <summary>One line for help texts and the operator's guide: meaning, range, default.</summary>
    public string Meaning { get; }

    /// <summary>What stands for the value in help texts: <c>N</c> is a number.</summary>
    public string Form { get; init; } = "N";

    /// <summary>The value is never shown again, not even when it is wrong.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Puts a value into the settings, or answers what is wrong with it.</summary>
    internal Setting Apply(HostSettings settings, string text) => _apply(settings, text);

    /// <summary>The settings with the value in it, or the problem. Exactly one of them is there.</summary>
    internal readonly record struct Setting(HostSettings? Value, string? Problem)
    {
        public static implicit operator Setting(HostSettings value) => new(value, null);

        public static implicit operator Setting(string problem) => new(null, problem);
    }
}
