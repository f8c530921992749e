using System.CommandLine;
using Tombolo.Host.Settings;

namespace Tombolo.Cli.Serving;

/// <summary>The host's settings as flags: one for each key of <see cref="SettingKeys.Host"/> or for some of them, and <c>--config</c>.</summary>
internal sealed class SettingOptions(IEnumerable<SettingKey> keys)
{
    private readonly Option<string?> _file = new("--config") { Description = "JSON file with settings; docs/operators.md lists the keys.", HelpName = "FILE" };
    private readonly IReadOnlyList<(string Key, Option<string?> Option)> _flags =
        [.. keys.Select(static key => (key.Name, Flag(key)))];

    public SettingOptions()
        : this(SettingKeys.Host)
    {
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        foreach (var (_, option) in _flags)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The settings that count, or null after a complaint about those that cannot be used.</summary>
    public HostSettings? ReadOrComplain(ParseResult parsed)
    {
        var outcome = Read(parsed);
        if (outcome.Errors.Count == 0)
        {
            return outcome.Settings;
        }

        Complain(outcome.Errors);
        return null;
    }

    public static void Complain(IEnumerable<SettingError> errors) =>
        Complaint.Write(["These settings cannot be used:", .. errors.Select(static error => $"  {error}")]);

    private SettingsOutcome Read(ParseResult parsed)
    {
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, option) in _flags)
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                flags[key] = parsed.GetValue(option) ?? "true";
            }
        }

        return SettingsReader.Read(parsed.GetValue(_file), Environment.GetEnvironmentVariables(), flags);
    }

    private static Option<string?> Flag(SettingKey key) => new("--" + SettingFlag.NameOf(key.Name))
    {
        Description = key.Meaning,
        HelpName = key.Form,
        Arity = key.Name is "development" or "plainChat" ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };
}
