using Microsoft.AspNetCore.Components;

namespace Tombolo.App.Identifiers;

/// <summary>The name of the other service, wherever one of its people appears.</summary>
public sealed partial class PartnerTag : ComponentBase
{
    /// <summary>The service's name as the host knows it.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";
}
