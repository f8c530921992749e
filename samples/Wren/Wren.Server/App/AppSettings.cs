namespace Wren.Server.App;

/// <summary>What Wren's app needs to know.</summary>
internal sealed record AppSettings(string Host, string Service, bool Development);
