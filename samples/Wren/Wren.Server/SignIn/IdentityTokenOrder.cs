namespace Wren.Server.SignIn;

/// <summary>Body of <c>POST /v1/identity-tokens</c>.</summary>
internal sealed record IdentityTokenOrder(string Purpose, string Jkt);
