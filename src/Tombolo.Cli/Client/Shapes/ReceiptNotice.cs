using System.ComponentModel;
using Tombolo.Client;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record ReceiptNotice(
    [property: Description("Id of the chat.")] string Chat,
    [property: Description("Id of the message, as send returned it.")] string Id,
    [property: Description("How far it has come.")] EntryState State,
    [property: Description("For failed: the code of the refusal.")] string? Failure = null);
