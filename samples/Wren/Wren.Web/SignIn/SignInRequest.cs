namespace Wren.Web.SignIn;

internal sealed record SignInRequest(string Email);
