namespace Tombolo.Interop.Identity;

/// <summary>The <c>cnf</c> claim: which key the token is bound to.</summary>
/// <param name="Jkt">Thumbprint by <see cref="Keys.KeyThumbprint"/>.</param>
public sealed record TokenConfirmation(string Jkt);
