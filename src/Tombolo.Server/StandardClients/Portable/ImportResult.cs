namespace Tombolo.Server.StandardClients.Portable;

/// <summary>What came of an import.</summary>
/// <param name="Accounts">Accounts that are new.</param>
/// <param name="Passwords">Passwords that are new or other than before.</param>
/// <param name="Contacts">Contacts that are new or other than before.</param>
/// <param name="Messages">Waiting messages that are new.</param>
/// <param name="Unchanged">Accounts that were there already with everything that the file holds.</param>
public sealed record ImportResult(int Accounts, int Passwords, int Contacts, int Messages, int Unchanged);
