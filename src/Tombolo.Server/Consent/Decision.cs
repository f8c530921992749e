namespace Tombolo.Server.Consent;

/// <summary>A verdict with its reason; <paramref name="Code"/> is set for <see cref="Verdict.Refuse"/> alone.</summary>
internal readonly record struct Decision(Verdict Verdict, ErrorCode? Code = null)
{
    public static Decision Deliver { get; } = new(Verdict.Deliver);

    public static Decision DeliverAsRequest { get; } = new(Verdict.DeliverAsRequest);

    public static Decision DiscardSilently { get; } = new(Verdict.DiscardSilently);

    public static Decision Refuse(ErrorCode code) => new(Verdict.Refuse, code);
}
