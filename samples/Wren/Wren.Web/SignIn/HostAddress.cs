namespace Wren.Web.SignIn;

internal sealed record HostAddress(string Host);
