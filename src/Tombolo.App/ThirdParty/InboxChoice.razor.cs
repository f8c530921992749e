using Microsoft.AspNetCore.Components;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.ThirdParty;

/// <summary>A list of their own, or among the others.</summary>
public sealed partial class InboxChoice : LiveComponent
{
    /// <summary>The choice.</summary>
    [Parameter]
    public InboxStyle Value { get; set; }

    /// <summary>Another choice.</summary>
    [Parameter]
    public EventCallback<InboxStyle> ValueChanged { get; set; }

    /// <summary>While the host is asked.</summary>
    [Parameter]
    public bool Disabled { get; set; }
}
