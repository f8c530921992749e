namespace Tombolo.Server.Consent;

/// <summary>A verdict with its reason; <paramref name="Code"/> is set for <see cref="Verdict.Refuse"/> alone.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct Decision([property: Id(0)] Verdict Verdict, [property: Id(1)] ErrorCode? Code = null)
{
    public static Decision Deliver { get; } = new(Verdict.Deliver);

    public static Decision DeliverAsRequest { get; } = new(Verdict.DeliverAsRequest);

    public static Decision DiscardSilently { get; } = new(Verdict.DiscardSilently);

    public static Decision Refuse(ErrorCode code) => new(Verdict.Refuse, code);
}
