using Tombolo.App.Shell;

namespace Tombolo.App;

/// <summary>The whole app; a shell adds this one component to its page.</summary>
public sealed partial class Root : LiveComponent
{
    /// <inheritdoc />
    protected override Task OnInitializedAsync() => Session.StartAsync();
}
