using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Client;

/// <summary>Done, or refused with a reason.</summary>
public readonly record struct Outcome
{
    private Outcome(Refusal? refusal) => Refusal = refusal;

    /// <summary>It is done.</summary>
    public static Outcome Done => default;

    /// <summary>Why it is not done; null when it is.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether it is done.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>A refusal.</summary>
    public static Outcome Refused(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new Outcome(refusal);
    }

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator Outcome(Refusal refusal) => Refused(refusal);
}
