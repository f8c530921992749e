using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Tombolo.Host.Settings;

/// <summary>
/// Reads a host's settings: a JSON file, then the environment (<c>TOMBOLO_PORT</c>, <c>TOMBOLO_PARTNERS__0__ID</c>), then flags; the
/// later wins. A key nobody knows is an error, because a misspelt key that is silently ignored is a setting its owner believes in.
/// </summary>
public static class SettingsReader
{
    /// <summary>How the names of environment variables begin. Names that begin with <c>TOMBOLO_TEST</c> belong to the tests and are passed over.</summary>
    public const string EnvironmentPrefix = "TOMBOLO_";

    /// <summary>Reads all three sources; never throws for what an operator wrote.</summary>
    /// <param name="file">Path of the JSON file, or null for none.</param>
    /// <param name="environment">Environment variables, usually <see cref="Environment.GetEnvironmentVariables()"/>.</param>
    /// <param name="flags">Values given on the command line by key, such as <c>port</c>.</param>
    public static SettingsOutcome Read(string? file, IDictionary environment, IReadOnlyDictionary<string, string> flags)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(flags);
        var errors = new List<SettingError>();
        var written = new SortedDictionary<string, WrittenSetting>(KeyOrder.Instance);
        foreach (var setting in FromFile(file, errors).Concat(FromEnvironment(environment)).Concat(flags.Select(FromFlag)))
        {
            written[setting.Key] = setting;
        }

        var settings = new HostSettings { Data = Path.GetFullPath("data") };
        var partner = "";
        foreach (var setting in written.Values)
        {
            settings = Apply(settings, setting, ref partner, errors);
        }

        errors.AddRange(SettingsCheck.Problems(settings));
        return new SettingsOutcome(settings, errors);
    }

    private static HostSettings Apply(HostSettings settings, WrittenSetting setting, ref string partner, List<SettingError> errors)
    {
        var parts = setting.Key.Split(':');
        var known = parts switch
        {
            [var name] => SettingKeys.Host.FirstOrDefault(key => Same(key.Name, name)),
            [var list, _, var name] when Same(list, "partners") => SettingKeys.Partner.FirstOrDefault(key => Same(key.Name, name)),
            _ => null,
        };
        if (IsEmptyListOfPartners(parts, setting.Value))
        {
            return settings;
        }

        if (known is null)
        {
            errors.Add(new(setting.Shown, setting.Source, Unknown(setting, parts)));
            return settings;
        }

        if (parts.Length == 3 && parts[1] != partner)
        {
            partner = parts[1];
            settings = settings with { Partners = [.. settings.Partners, new PartnerSettings()] };
        }

        var applied = known.Apply(settings, setting.Value);
        if (applied.Problem is { } problem)
        {
            var value = known.IsSecret ? "what is written there" : $"'{setting.Value}'";
            errors.Add(new(setting.Shown, setting.Source, $"{value} does not do: {problem}"));
        }

        return applied.Value ?? settings;
    }

    /// <summary>A key with levels that has none, such as <c>port: { "number": 1 }</c>, is a value of the wrong kind.</summary>
    private static string Unknown(WrittenSetting setting, string[] parts)
    {
        if (parts.Length > 1 && SettingKeys.Host.FirstOrDefault(key => Same(key.Name, parts[0])) is { } scalar)
        {
            return $"{scalar.Name} takes one value, not a list or an object";
        }

        if (parts.Length < 3 && Same(parts[0], "partners"))
        {
            return "partners is a list of objects, each with at least id, name and issuer";
        }

        var isPartner = parts is [var list, _, _] && Same(list, "partners");
        return NearestName.Of(parts[^1], (isPartner ? SettingKeys.Partner : SettingKeys.Host).Select(static key => key.Name)) is { } near
            ? $"there is no such setting; did you mean {setting.Spell(near)}?"
            : "there is no such setting; docs/operators.md lists them";
    }

    private static bool IsEmptyListOfPartners(string[] parts, string value) => parts is [var only] && Same(only, "partners") && value.Length == 0;

    private static List<WrittenSetting> FromFile(string? file, List<SettingError> errors)
    {
        if (file is null)
        {
            return [];
        }

        try
        {
            var configuration = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false).Build();
            return [.. configuration.AsEnumerable()
                .Where(static pair => pair.Value is not null)
                .Select(pair => new WrittenSetting(pair.Key, pair.Value!, pair.Key, Path.GetFileName(file)))];
        }
        catch (FileNotFoundException)
        {
            errors.Add(new("--config", "the command line", $"there is no file {file}"));
        }
        catch (InvalidDataException broken)
        {
            // The innermost one knows the line.
            errors.Add(new(Path.GetFileName(file), "the settings file", broken.GetBaseException().Message));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            errors.Add(new("--config", "the command line", $"{file} cannot be read: {refused.Message}"));
        }

        return [];
    }

    private static IEnumerable<WrittenSetting> FromEnvironment(IDictionary environment) =>
        from DictionaryEntry variable in environment
        let name = (string)variable.Key
        where name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase) && !name.StartsWith("TOMBOLO_TEST", StringComparison.OrdinalIgnoreCase)
        let key = name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)
        select new WrittenSetting(key, (string?)variable.Value ?? "", name, "the environment");

    private static WrittenSetting FromFlag(KeyValuePair<string, string> flag) =>
        new(flag.Key, flag.Value, "--" + SettingFlag.NameOf(flag.Key), "the command line");

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
