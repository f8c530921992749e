namespace Wren.Web.SignIn;

internal sealed record SignedIn(string Session);
