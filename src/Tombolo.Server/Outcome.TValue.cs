using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Server;

/// <summary>A value, or an expected refusal from the closed list with, for rates, the time after which to come back.</summary>
internal readonly record struct Outcome<TValue>
    where TValue : class
{
    private Outcome(TValue? value, ErrorCode? refusal, TimeSpan? retryAfter)
    {
        Value = value;
        Refusal = refusal;
        RetryAfter = retryAfter;
    }

    public TValue? Value { get; }

    public ErrorCode? Refusal { get; }

    public TimeSpan? RetryAfter { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    public static implicit operator Outcome<TValue>(TValue value) => new(value, null, null);

    public static implicit operator Outcome<TValue>(ErrorCode refusal) => new(null, refusal, null);

    public static Outcome<TValue> Later(ErrorCode refusal, TimeSpan retryAfter) => new(null, refusal, retryAfter);
}
