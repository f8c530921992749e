namespace Wren.Web.SignIn;

internal sealed record SignInStarted(string Id);
