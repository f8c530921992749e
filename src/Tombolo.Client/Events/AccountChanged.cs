namespace Tombolo.Client;

/// <summary>The device learned more about its own account, such as the identifier people see.</summary>
/// <param name="Account">The account now.</param>
public sealed record AccountChanged(Account Account) : ClientEvent;
