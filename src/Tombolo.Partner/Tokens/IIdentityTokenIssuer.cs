namespace Tombolo.Partner.Tokens;

/// <summary>Signs identity tokens: the partner's word that a device belongs to one of its users.</summary>
public interface IIdentityTokenIssuer
{
    /// <summary>
    /// A fresh token, an ES256 JWT for one use within <see cref="TomboloPartnerOptions.TokenLifetime"/>. The caller has authenticated the user, knows that the identifier
    /// is theirs, and answers for the region. Safe to call from many threads.
    /// </summary>
    /// <exception cref="ArgumentException">The request could never be accepted by a host: empty subject, unknown purpose, wrong thumbprint, region missing or malformed.</exception>
    string Issue(IdentityTokenRequest request);
}
