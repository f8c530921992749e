using Microsoft.AspNetCore.Components;

namespace Tombolo.App.Shell;

/// <summary>Something broke that no screen expected; what is stored is untouched, so starting over is safe.</summary>
public sealed partial class FailedScreen : LiveComponent
{
    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private void Reopen() => Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
}
