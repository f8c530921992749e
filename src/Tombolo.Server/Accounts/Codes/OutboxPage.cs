using System.Globalization;
using System.Net;
using System.Text;
using Tombolo.Interop.Development;

namespace Tombolo.Server.Accounts.Codes;

/// <summary>The outbox as a page without scripts: reloads itself, reads well aloud and on a phone.</summary>
internal static class OutboxPage
{
    public const string ContentSecurityPolicy = "default-src 'none'; style-src 'sha256-" + StyleHash + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    /// <summary>SHA-256 of <see cref="Style"/>; a test holds the two together.</summary>
    internal const string StyleHash = "NLWKPzgrG3361iZiPvkVac87MNE1L2HOH1YCGNOp6wM=";

    internal const string Style =
        """
        :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
        body{margin:0 auto;max-width:40rem;padding:1.5rem 1rem}
        h1{font-size:1.5rem;margin:0 0 .25rem}
        p{margin:.25rem 0 1rem;opacity:.8}
        ol{list-style:none;margin:0;padding:0}
        li{display:grid;grid-template-columns:1fr auto;gap:0 1rem;align-items:center;padding:.75rem 1rem;margin:.5rem 0;border:1px solid #8886;border-radius:.75rem}
        strong{font:600 1.6rem/1 ui-monospace,monospace;letter-spacing:.12em;grid-row:span 2}
        time{font-size:.875rem;opacity:.75}
        """;

    public static string Render(IReadOnlyList<OutboxMessage> messages, DateTimeOffset now)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append("<meta http-equiv=\"refresh\" content=\"3\"><title>Outbox · Tombolo</title><style>").Append(Style).Append("</style></head><body><main>");
        page.Append("<h1>Outbox</h1><p>Codes this development host would have sent by SMS, newest first. The page renews itself.</p>");
        if (messages.Count == 0)
        {
            page.Append("<p>No code was sent yet. Register a number in the app, and it appears here.</p>");
        }

        page.Append("<ol>");
        foreach (var message in messages)
        {
            var seconds = Math.Max(0, (long)(now - message.SentAt).TotalSeconds);
            page.Append(CultureInfo.InvariantCulture, $"<li><span>{WebUtility.HtmlEncode(message.Number)}</span><strong>{WebUtility.HtmlEncode(message.Code)}</strong>");
            page.Append(CultureInfo.InvariantCulture, $"<time datetime=\"{message.SentAt:O}\">{Ago(seconds)}</time></li>");
        }

        return page.Append("</ol></main></body></html>").ToString();
    }

    private static string Ago(long seconds) => seconds switch
    {
        < 5 => "just now",
        < 60 => seconds.ToString(CultureInfo.InvariantCulture) + " seconds ago",
        < 120 => "a minute ago",
        < 3600 => (seconds / 60).ToString(CultureInfo.InvariantCulture) + " minutes ago",
        _ => (seconds / 3600).ToString(CultureInfo.InvariantCulture) + " hours ago",
    };
}
