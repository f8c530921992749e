using Tombolo.Server.Accounts;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>A contact of an account.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Watches">The contact may see the account's presence.</param>
/// <param name="IsWatched">The account may see the contact's.</param>
internal readonly record struct AudienceMember(AccountAddress Contact, bool Watches, bool IsWatched);
