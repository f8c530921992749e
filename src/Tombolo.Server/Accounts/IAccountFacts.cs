namespace Tombolo.Server.Accounts;

/// <summary>Reads from the store what an account's grain keeps in memory while it lives.</summary>
internal interface IAccountFacts
{
    /// <returns>Null when there is no such account (never was, or deleted).</returns>
    Task<AccountFacts?> LoadAsync(AccountAddress account, CancellationToken cancellationToken);
}
