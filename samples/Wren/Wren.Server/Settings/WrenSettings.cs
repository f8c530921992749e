namespace Wren.Server.Settings;

/// <summary>What one Wren needs to know; read from the command line.</summary>
internal sealed record WrenSettings
{
    /// <summary>Wren's own address, which is also the issuer of its identity tokens.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>The Tombolo host Wren is a partner of.</summary>
    public required string HostUrl { get; init; }

    /// <summary>Folder for keys and people.</summary>
    public required string Data { get; init; }

    /// <summary>Folder of the published chat app; null when there is none.</summary>
    public string? App { get; init; }

    /// <summary>End when standard input closes: for a parent that may be killed.</summary>
    public bool StopWithStdin { get; init; }

    public bool Development { get; init; }

    public static WrenSettings Read(IConfiguration configuration, bool development)
    {
        var url = configuration["urls"]?.Split(';')[0] ?? $"http://localhost:{configuration["port"] ?? "8081"}";

        // As published, the app stands beside the server.
        var app = configuration["app"] ?? Path.Combine(AppContext.BaseDirectory, "..", "wren-web", "wwwroot");
        return new WrenSettings
        {
            PublicUrl = url.TrimEnd('/'),
            HostUrl = (configuration["host-url"] ?? configuration["host"] ?? "http://localhost:8080").TrimEnd('/'),
            Data = Path.GetFullPath(configuration["data"] ?? "data"),
            App = File.Exists(Path.Combine(app, "index.html")) ? Path.GetFullPath(app) : null,
            StopWithStdin = configuration.GetValue("stop-with-stdin", defaultValue: false),
            Development = development,
        };
    }
}
