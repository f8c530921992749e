using System.Globalization;
using System.Text;

namespace Tombolo.Interop.Errors;

/// <summary>Writes the table of <see cref="ErrorCodes"/> as the page <c>docs/errors.md</c>; a test compares the two.</summary>
public static class ErrorReference
{
    /// <summary>The page in Markdown, with a line feed at the end of every line.</summary>
    public static string ToMarkdown()
    {
        var page = new StringBuilder();
        page.Append("# Errors\n\n");
        page.Append("Generated from `Tombolo.Interop`; do not edit. Over HTTP a refusal is RFC 9457 problem details with a `code`; over XMPP it is the condition\n");
        page.Append("below with `<error xmlns='urn:tombolo:errors:0' code=''/>` beside it. Nothing else leaves the host.\n\n");
        page.Append("| code | meaning | HTTP | XMPP condition | type |\n| --- | --- | --- | --- | --- |\n");
        foreach (var row in ErrorCodes.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{row.Name}` | {row.Meaning} | {row.HttpStatus} | `{row.XmppCondition}` | {row.XmppType} |\n");
        }

        return page.ToString();
    }
}
