namespace Tombolo.Server.Partners;

/// <summary>Where a partner stands.</summary>
public enum PartnerState
{
    /// <summary>Known, nothing works yet.</summary>
    Requested,

    /// <summary>Works on a development host only; may have loopback origins there.</summary>
    Sandbox,

    /// <summary>Works for everybody.</summary>
    Live,

    /// <summary>Stopped by the operator; may come back.</summary>
    Suspended,

    /// <summary>Over.</summary>
    Ended,
}
