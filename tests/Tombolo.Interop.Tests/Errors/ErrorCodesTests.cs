using System.Text.RegularExpressions;
using Tombolo.Interop.Errors;

namespace Tombolo.Interop.Tests.Errors;

public sealed partial class ErrorCodesTests
{
    // RFC 6120 section 8.3.3, complete.
    private static readonly string[] Conditions =
    [
        "bad-request", "conflict", "feature-not-implemented", "forbidden", "gone", "internal-server-error", "item-not-found", "jid-malformed",
        "not-acceptable", "not-allowed", "not-authorized", "policy-violation", "recipient-unavailable", "redirect", "registration-required",
        "remote-server-not-found", "remote-server-timeout", "resource-constraint", "service-unavailable", "subscription-required",
        "undefined-condition", "unexpected-request",
    ];

    [Fact]
    public void All_EveryMember_HasExactlyOneRow()
    {
        Assert.Equal(Enum.GetValues<ErrorCode>(), ErrorCodes.All.Select(row => row.Code));
        Assert.Distinct(ErrorCodes.All.Select(row => row.Name));
    }

    [Fact]
    public void All_EveryRow_SaysWhatTheProtocolAllows()
    {
        foreach (var row in ErrorCodes.All)
        {
            Assert.Matches(WireName(), row.Name);
            Assert.Equal(row.Code.ToString(), string.Concat(row.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
            Assert.InRange(row.HttpStatus, 400, 599);
            Assert.Contains(row.XmppCondition, Conditions);
            Assert.Contains(row.XmppType, new[] { "cancel", "modify", "wait", "auth" });
            Assert.EndsWith(".", row.Meaning, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TryParse_EveryWireName_GivesItsCode()
    {
        Assert.All(ErrorCodes.All, row => Assert.True(ErrorCodes.TryParse(row.Code.ToWireName(), out var code) && code == row.Code));
        Assert.False(ErrorCodes.TryParse("Token_Expired", out _));
        Assert.False(ErrorCodes.TryParse(null, out _));
    }

    [Fact]
    public void ErrorsPage_InTheDocumentation_IsTheTable()
    {
        var path = Path.Combine(RepositoryRoot.Find(), "docs", "errors.md");
        if (Environment.GetEnvironmentVariable("TOMBOLO_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, ErrorReference.ToMarkdown());
        }

        Assert.True(File.ReadAllText(path) == ErrorReference.ToMarkdown(), "docs/errors.md drifted; run these tests once with TOMBOLO_WRITE_DOCS=1.");
    }

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$")]
    private static partial Regex WireName();
}
