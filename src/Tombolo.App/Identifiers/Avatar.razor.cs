using Microsoft.AspNetCore.Components;

namespace Tombolo.App.Identifiers;

/// <summary>A round picture made of the identifier, since no names or photos cross between services.</summary>
public sealed partial class Avatar : ComponentBase
{
    private const int Tones = 6;

    /// <summary>Kind of the identifier.</summary>
    [Parameter, EditorRequired]
    public string Type { get; set; } = "";

    /// <summary>The identifier itself.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    private string Initial => IdentifierText.Initial(Type, Value);

    // Stable over restarts, unlike GetHashCode.
    private int Tone => Value.Aggregate(7, (sum, c) => ((sum * 31) + c) & 0xFFFF) % Tones;
}
