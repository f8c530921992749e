namespace Wren.Server.SignIn;

/// <summary>Body of <c>POST /v1/sign-in</c>.</summary>
internal sealed record SignInRequest(string Email);
