using System.ComponentModel;
using Tombolo.Client;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record RefusalData(
    [property: Description("A code of docs/errors.md, or one of the client's own.")] string Code,
    [property: Description("One sentence for a person.")] string Text,
    [property: Description("When to try again, if the host said so.")] double? RetryAfterSeconds = null)
{
    public static RefusalData Of(Refusal refusal) => new(refusal.Code, refusal.Text, refusal.RetryAfter?.TotalSeconds);
}
