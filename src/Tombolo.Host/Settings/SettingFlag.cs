using System.Text.RegularExpressions;

namespace Tombolo.Host.Settings;

/// <summary>How a key is spelt as a flag: <c>xmppPort</c> becomes <c>xmpp-port</c>.</summary>
public static partial class SettingFlag
{
    /// <summary>The flag's name without the two dashes.</summary>
    public static string NameOf(string key) => Capitals().Replace(key, static match => "-" + match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capitals();
}
