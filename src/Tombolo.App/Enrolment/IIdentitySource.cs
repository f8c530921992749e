namespace Tombolo.App.Enrolment;

/// <summary>
/// How a partner's app proves who its person is: sign-in at the partner's own service, then identity tokens (RFC 7519) that the
/// host accepts. Registered by the partner's shell; a host's own app has none and registers phone numbers instead.
/// </summary>
public interface IIdentitySource
{
    /// <summary>What people sign in with: one of <see cref="Interop.Identity.IdentifierTypes"/>.</summary>
    string IdentifierType { get; }

    /// <summary>Sends a one-time code to the identifier. Null when it is on its way, else the error code of the refusal.</summary>
    Task<string?> StartAsync(string identifier, CancellationToken cancellationToken);

    /// <summary>Checks the code. Null when it is right, else the error code of the refusal.</summary>
    Task<string?> VerifyAsync(string code, CancellationToken cancellationToken);

    /// <summary>An identity token for one purpose (<c>enlist</c>, <c>login</c>, <c>delete</c>), bound to the device's key.</summary>
    /// <param name="purpose">One of <see cref="Interop.Identity.TokenPurposes"/>.</param>
    /// <param name="keyThumbprint">RFC 7638 thumbprint of the device's identity key; becomes <c>cnf.jkt</c>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The token, or null when the person has to sign in first.</returns>
    Task<string?> IssueTokenAsync(string purpose, string keyThumbprint, CancellationToken cancellationToken);
}
