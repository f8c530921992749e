namespace Wren.Server.SignIn;

/// <summary>An identity token for the host.</summary>
internal sealed record IdentityTokenReply(string Token);
