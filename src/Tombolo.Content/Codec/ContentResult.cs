using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Content.Codec;

/// <summary>A decoded value, or why there is none.</summary>
/// <typeparam name="TValue">What was to be read.</typeparam>
/// <param name="Value">The value; null when there is an error.</param>
/// <param name="Error">The reason.</param>
public readonly record struct ContentResult<TValue>(TValue? Value, ContentError Error)
    where TValue : class
{
    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Value is not null;
}
