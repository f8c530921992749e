namespace Tombolo.App.Shell;

/// <summary>Says so while there is no connection, and nothing while there is.</summary>
public sealed partial class ConnectionLine : LiveComponent;
