namespace Tombolo.Server.Consent;

/// <summary>How an owner stands towards a peer.</summary>
internal enum RelationState
{
    None,
    Requested,
    Accepted,
    Declined,
    Blocked,
}
