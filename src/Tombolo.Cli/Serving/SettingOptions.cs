using System.CommandLine;
using Tombolo.Host.Settings;

namespace Tombolo.Cli.Serving;

/// <summary>The host's settings as flags: one for each key of <see cref="SettingKeys.Host"/>, and <c>--config</c>.</summary>
internal sealed class SettingOptions
{
    private readonly Option<string?> _file = new("--config") { Description = "JSON file with settings; docs/operators.md lists the keys.", HelpName = "FILE" };
    private readonly IReadOnlyList<(string Key, Option<string?> Option)> _flags =
        [.. SettingKeys.Host.Select(static key => (key.Name, Flag(key)))];

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        foreach (var (_, option) in _flags)
        {
            command.Options.Add(option);
        }
    }

    public SettingsOutcome Read(ParseResult parsed)
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
        HelpName = SettingFlag.NameOf(key.Name).ToUpperInvariant(),
        Arity = key.Name is "development" or "plainChat" ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };
}
