using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Tombolo.App.Shell;

namespace Tombolo.App;

/// <summary>The whole app; a shell adds this one component to its page.</summary>
public sealed partial class Root : LiveComponent
{
    [Inject]
    private INavigationInterception Interception { get; set; } = null!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => Session.StartAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Links lead inside the app; without this each would load the page anew.
        if (firstRender)
            await Interception.EnableNavigationInterceptionAsync();
    }
}
