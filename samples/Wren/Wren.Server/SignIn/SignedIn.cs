namespace Wren.Server.SignIn;

/// <summary>Its answer: the session, to be sent as <c>Authorization: Bearer</c>.</summary>
internal sealed record SignedIn(string Session, string Email);
