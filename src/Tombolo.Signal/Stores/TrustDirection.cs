namespace Tombolo.Signal;

/// <summary>What a key is to be trusted for; an application may be stricter in one direction.</summary>
public enum TrustDirection
{
    /// <summary>To encrypt to it.</summary>
    Sending,

    /// <summary>To accept messages from it.</summary>
    Receiving,
}
