namespace Tombolo.App;

/// <summary>What makes the app a messenger of its own: its name, its mark, who its people are, where its host is.</summary>
public sealed class AppOptions
{
    /// <summary>The name people know, such as <c>Tombolo</c>.</summary>
    public string ProductName { get; set; } = "Tombolo";

    /// <summary>Address of the mark (SVG), relative to the app's base path.</summary>
    public string LogoPath { get; set; } = "logo.svg";

    /// <summary>The host's origin. Null until the shell has found out: <see cref="FindServerAsync"/>.</summary>
    public Uri? Server { get; set; }

    /// <summary>
    /// Finds the host's origin at the first start, for a shell that is served by somebody else (a partner). The answer is remembered
    /// with the device, so that the app opens offline. Null: the app's own origin is the host.
    /// </summary>
    public Func<HttpClient, CancellationToken, Task<Uri>>? FindServerAsync { get; set; }

    /// <summary>
    /// True for a host's own app: people turn third-party chats on here. False for a partner's app, whose people
    /// write to the host's users and to nobody else.
    /// </summary>
    public bool OffersThirdPartyChats { get; set; } = true;

    /// <summary>In a partner's app: the name of the host whose users are written to. Ignored otherwise.</summary>
    public string? HostName { get; set; }
}
