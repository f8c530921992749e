using Tombolo.Xmpp.Presence;
using Tombolo.Xmpp.Subscriptions;

namespace Tombolo.Xmpp.Tests.Subscriptions;

/// <summary>The tables of RFC 6121 appendix A, as they stand there: one line for each state, new states of the four types, "-" where nothing passes.</summary>
internal static class SubscriptionTables
{
    /// <summary>A.2: state | subscribe | unsubscribe | subscribed | unsubscribed.</summary>
    private const string Outbound =
        """
        N     | NO    | N    | -     | -
        NO    | NO    | N    | -     | -
        NI    | NOI   | NI   | F     | N
        NOI   | NOI   | NI   | FO    | NO
        T     | T     | N    | -     | -
        TI    | TI    | NI   | B     | T
        F     | FO    | F    | -     | N
        FO    | FO    | F    | -     | NO
        B     | B     | F    | -     | T
        """;

    /// <summary>A.3: state | subscribe | unsubscribe | subscribed | unsubscribed.</summary>
    private const string Inbound =
        """
        N     | NI    | -    | -     | -
        NO    | NOI   | -    | T     | N
        NI    | -     | N    | -     | -
        NOI   | -     | NO   | TI    | NI
        T     | TI    | -    | -     | N
        TI    | -     | T    | -     | NI
        F     | -     | N    | -     | -
        FO    | -     | NO   | B     | F
        B     | -     | T    | -     | F
        """;

    private static readonly PresenceType[] Types = [PresenceType.Subscribe, PresenceType.Unsubscribe, PresenceType.Subscribed, PresenceType.Unsubscribed];

    public static IEnumerable<TheoryDataRow<string, PresenceType, string?>> OutboundRows => Rows(Outbound);

    public static IEnumerable<TheoryDataRow<string, PresenceType, string?>> InboundRows => Rows(Inbound);

    /// <summary>N, T, F and B are the RFC's None, To, From and Both; O and I its Pending Out and Pending In.</summary>
    public static SubscriptionState Named(string name) => new(
        name[0] is 'T' or 'B' ? Sight.Granted : name.Contains('O', StringComparison.Ordinal) ? Sight.Pending : Sight.None,
        name[0] is 'F' or 'B' ? Sight.Granted : name.Contains('I', StringComparison.Ordinal) ? Sight.Pending : Sight.None);

    private static IEnumerable<TheoryDataRow<string, PresenceType, string?>> Rows(string table) =>
        from line in table.ReplaceLineEndings("\n").Split('\n')
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        from column in Enumerable.Range(0, Types.Length)
        select new TheoryDataRow<string, PresenceType, string?>(cells[0], Types[column], cells[column + 1] == "-" ? null : cells[column + 1]);
}
