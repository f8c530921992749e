namespace Tombolo.Cli;

/// <summary>Finds what is delivered beside the program: the chat app and the sample partner, as run.sh publishes them.</summary>
internal static class Delivery
{
    /// <summary>Folder of the host's published chat app, or null.</summary>
    public static string? FindApp() => Folder("web/wwwroot", "index.html");

    /// <summary>Folder of the published sample partner, or null.</summary>
    public static string? FindPartner() => Folder("wren", "Wren.Server.dll");

    /// <summary>Folder of the sample partner's published chat app, or null.</summary>
    public static string? FindPartnerApp() => Folder("wren-web/wwwroot", "index.html");

    private static string? Folder(string name, string mark)
    {
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", name));
        return File.Exists(Path.Combine(folder, mark)) ? folder : null;
    }
}
