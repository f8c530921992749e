namespace Wren.Server.SignIn;

/// <summary>Body of <c>POST /dev/tokens</c>.</summary>
internal sealed record DevelopmentTokenOrder(string Email, string Jkt, string Purpose);
