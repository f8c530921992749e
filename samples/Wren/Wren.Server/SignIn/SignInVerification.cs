namespace Wren.Server.SignIn;

/// <summary>Body of <c>POST /v1/sign-in/{id}/verification</c>.</summary>
internal sealed record SignInVerification(string Code);
