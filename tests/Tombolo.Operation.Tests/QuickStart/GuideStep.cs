using System.Text.RegularExpressions;

namespace Tombolo.Operation.Tests.QuickStart;

/// <summary>A fenced block of docs/operators.md that is marked as a step.</summary>
/// <param name="Kind"><c>sh</c> to be run, anything else to be written to the file.</param>
/// <param name="Mark">What stands behind <c>step</c>: empty, or the moment it is for.</param>
/// <param name="File">The file it is written to.</param>
/// <param name="Text">What is in the block.</param>
internal sealed partial record GuideStep(string Kind, string Mark, string File, string Text)
{
    public static IReadOnlyList<GuideStep> Read(string guide) =>
        [.. Block().Matches(guide).Select(static match => new GuideStep(match.Groups[1].Value, match.Groups[3].Value.Trim(), match.Groups[2].Value, match.Groups[4].Value))];

    [GeneratedRegex("^```([a-z]+) step(?:=(\\S+))?([^\\n]*)\\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
