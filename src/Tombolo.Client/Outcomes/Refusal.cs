using Tombolo.Interop.Errors;

namespace Tombolo.Client;

/// <summary>Why something was not done. A refusal is an answer, not a fault: show <paramref name="Text"/>, branch on <paramref name="Code"/>.</summary>
/// <param name="Code">Wire name of an <see cref="ErrorCode"/>, or one of <see cref="RefusalCodes"/>; compare ordinally.</param>
/// <param name="Text">One English sentence for a person. An app with its own wording looks it up by code.</param>
public sealed record Refusal(string Code, string Text)
{
    /// <summary>How long to wait before trying again, when the host said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The refusal for a code of the host's closed list.</summary>
    public static Refusal For(ErrorCode code) => new(code.ToWireName(), code.Describe().Meaning);

    /// <summary>True when the refusal carries this code of the host's list.</summary>
    public bool Is(ErrorCode code) => string.Equals(Code, code.ToWireName(), StringComparison.Ordinal);

    internal static Refusal Of(string wireName) =>
        ErrorCodes.TryParse(wireName, out var code) ? For(code) : RefusalCodes.Local(wireName);
}
