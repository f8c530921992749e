using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Client;

/// <summary>A value, or the reason why there is none.</summary>
/// <typeparam name="TValue">What success brings.</typeparam>
public sealed record Outcome<TValue>
    where TValue : class
{
    private Outcome(TValue? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>The value; null when refused.</summary>
    public TValue? Value { get; }

    /// <summary>The reason; null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    // Interfaces have no implicit conversions; this is for them.
    internal static Outcome<TValue> Of(TValue value) => new(value, null);

    /// <summary>A value is an outcome.</summary>
    public static implicit operator Outcome<TValue>(TValue value) => new(value, null);

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator Outcome<TValue>(Refusal refusal) => new(null, refusal);
}
