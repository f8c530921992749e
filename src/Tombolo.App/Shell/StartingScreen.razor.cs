namespace Tombolo.App.Shell;

/// <summary>While the device opens; looks like the page's own waiting sign, so that nothing jumps.</summary>
public sealed partial class StartingScreen : LiveComponent;
