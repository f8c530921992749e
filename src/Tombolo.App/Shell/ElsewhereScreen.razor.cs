namespace Tombolo.App.Shell;

/// <summary>Another tab holds the device; one tap brings it here.</summary>
public sealed partial class ElsewhereScreen : LiveComponent;
