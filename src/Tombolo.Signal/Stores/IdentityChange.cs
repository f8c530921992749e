namespace Tombolo.Signal;

/// <summary>What saving an identity key did.</summary>
public enum IdentityChange
{
    /// <summary>The key was known, or is the first one for its address.</summary>
    None,

    /// <summary>Another key was known before: the safety number has changed, tell the user.</summary>
    Replaced,
}
