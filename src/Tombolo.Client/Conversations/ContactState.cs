namespace Tombolo.Client.Conversations;

/// <summary>What this person decided about a peer.</summary>
internal enum ContactState
{
    Accepted,
    Requested,
    Declined,
    Blocked,
}
