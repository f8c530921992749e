namespace Wren.Server.SignIn;

/// <summary>Its answer: a code is on its way.</summary>
internal sealed record SignInStarted(string Id);
