namespace Wren.Web.SignIn;

internal sealed record SignInCode(string Code);
