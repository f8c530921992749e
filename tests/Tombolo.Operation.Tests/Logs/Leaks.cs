using System.Text.RegularExpressions;

namespace Tombolo.Operation.Tests.Logs;

/// <summary>Finds what must not be in a log: known secrets, and whatever has the shape of a number, a mail or network address.</summary>
internal static partial class Leaks
{
    public static IReadOnlyList<string> Find(string logs, IEnumerable<string> secrets) =>
    [
        .. secrets.Where(secret => logs.Contains(secret, StringComparison.OrdinalIgnoreCase)),
        .. PhoneNumber().Matches(logs).Concat(MailAddress().Matches(logs)).Concat(IPv4().Matches(logs)).Concat(IPv6().Matches(logs)).Select(static match => match.Value),
    ];

    [GeneratedRegex("\\+[0-9]{8,15}")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex("[A-Za-z0-9._-]+@[A-Za-z0-9.-]*[A-Za-z][A-Za-z0-9.-]*")]
    private static partial Regex MailAddress();

    [GeneratedRegex("\\b(?!127\\.)[0-9]{1,3}(\\.[0-9]{1,3}){3}\\b")]
    private static partial Regex IPv4();

    [GeneratedRegex("\\b[0-9a-f]{1,4}(:[0-9a-f]{0,4}){4,7}\\b")]
    private static partial Regex IPv6();
}
