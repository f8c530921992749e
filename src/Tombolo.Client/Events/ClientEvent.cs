namespace Tombolo.Client;

/// <summary>Something changed. Raised after it was saved, in order, on whatever thread the change came from.</summary>
public abstract record ClientEvent;
