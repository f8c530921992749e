namespace Tombolo.Faults.Tests.Ledgers;

/// <summary>The result of counting a ledger: what went through, and everything that should not have happened, by conversation and number.</summary>
internal sealed record LedgerCount(int Sent, int Acknowledged, int Refusals, string[] Lost, string[] ShownTwice, string[] OutOfOrder, string[] NeverSent)
{
    public bool IsSound => Lost.Length + ShownTwice.Length + OutOfOrder.Length + NeverSent.Length == 0;

    public static LedgerCount Of(Dictionary<int, History> histories) => new(
        histories.Values.Sum(history => history.Sent),
        histories.Values.Sum(history => history.Acknowledged),
        histories.Values.Sum(history => history.Refusals),
        All(histories, history => history.Lost),
        All(histories, history => history.ShownTwice),
        All(histories, history => history.OutOfOrder),
        All(histories, history => history.NeverSent));

    /// <summary>Zero lost, zero shown twice, order kept.</summary>
    public void AssertSound() => Assert.True(IsSound, ToString());

    public override string ToString() =>
        $"{Sent} sent, {Acknowledged} acknowledged, {Refusals} refusals{Some("lost", Lost)}{Some("shown twice", ShownTwice)}{Some("out of order", OutOfOrder)}{Some("never sent", NeverSent)}";

    private static string[] All(Dictionary<int, History> histories, Func<History, IEnumerable<int>> numbers) =>
        [.. histories.SelectMany(pair => numbers(pair.Value).Select(number => $"{pair.Key}:{number}"))];

    private static string Some(string what, string[] messages) =>
        messages.Length == 0 ? "" : $", {messages.Length} {what} ({string.Join(' ', messages.Take(8))}{(messages.Length > 8 ? " ..." : "")})";
}
