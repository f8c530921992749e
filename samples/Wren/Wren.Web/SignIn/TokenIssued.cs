namespace Wren.Web.SignIn;

internal sealed record TokenIssued(string Token);
