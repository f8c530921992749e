namespace Tombolo.Client;

/// <summary>A stranger wrote, for the first time or again.</summary>
/// <param name="Request">The request with all its messages.</param>
public sealed record RequestReceived(ContactRequest Request) : ClientEvent;
