namespace Tombolo.Server.Accounts;

/// <summary>Decides who a connection is. Every refusal takes the same time whether or not the device exists.</summary>
internal interface IDeviceAuthenticator
{
    /// <summary>
    /// Checks a hashed login token (HT-SHA-256-*). Of a device's two live tokens either is good; using the newer retires the
    /// older. Each success makes the next token.
    /// </summary>
    Task<LoginResult> LoginAsync(TokenProof proof, CancellationToken cancellationToken);

    /// <summary>Checks a fresh identity token with purpose <c>login</c> and its possession signature (OAUTHBEARER, partner devices).</summary>
    Task<LoginResult> LoginAsync(BearerProof proof, CancellationToken cancellationToken);
}
