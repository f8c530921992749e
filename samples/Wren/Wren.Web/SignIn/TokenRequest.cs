namespace Wren.Web.SignIn;

internal sealed record TokenRequest(string Purpose, string Jkt);
