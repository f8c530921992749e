using Microsoft.AspNetCore.Builder;
using Tombolo.Client;
using Tombolo.Client.Storage;
using Tombolo.Host;
using Tombolo.Host.DataFolders;
using Tombolo.Host.Settings;
using Tombolo.Interop.Identity;
using Tombolo.TestNetwork;

namespace Tombolo.Scenarios.Tests.Stage;

/// <summary>A real host with a real partner beside it, on free loopback ports, and the people who use them.</summary>
internal sealed class Theatre : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tombolo-play-");
    private readonly List<Actor> _actors = [];
    private readonly HostSettings _settings;
    private readonly WrenService _wren;
    private readonly CuttableLine _line;
    private DataFolder? _data;
    private WebApplication? _host;

    private Theatre(WrenService wren, int port)
    {
        _wren = wren;
        _settings = new HostSettings
        {
            Port = FreePorts.Take(),
            PublicUrl = $"http://localhost:{port}",
            XmppPort = FreePorts.Take(),
            Development = true,
            Data = Path.Combine(_folder.FullName, "host"),
            Partners = [new PartnerSettings { Id = "wren", Name = "Wren", Shape = "email", State = "sandbox", Issuer = wren.Issuer }],
        };
        _line = new CuttableLine(port, _settings.Port);
    }

    public HttpClient Http { get; } = new();

    public Uri Server => new(_settings.PublicUrl);

    public static async Task<Theatre> OpenAsync()
    {
        var port = FreePorts.Take();
        var wren = await WrenService.StartAsync($"http://localhost:{port}");
        var theatre = new Theatre(wren, port);
        await theatre.HostOpensAsync();
        return theatre;
    }

    public async Task HostOpensAsync()
    {
        _data = DataFolder.TryHold(_settings.Data) ?? throw new InvalidOperationException("Another process holds the data folder.");
        _host = TomboloHost.Create(_settings, _data, TimeProvider.System);
        await _host.StartAsync();
    }

    /// <summary>The host stops; nobody is online any more.</summary>
    public async Task HostClosesAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            await _host.DisposeAsync();
            _data?.Dispose();
            _host = null;
        }
    }

    /// <summary>Every connection to the host breaks off in the middle of whatever it carries.</summary>
    public void LinesAreCut() => _line.Cut();

    /// <summary>The stopped host loses everything it had.</summary>
    public void HostIsCleared() => Directory.Delete(_settings.Data, recursive: true);

    public async Task<Actor> HostUserAsync(string name, string number, MemoryStore? store = null)
    {
        var actor = await ActorAsync(name, store ?? new MemoryStore());
        await actor.RegistersAsync(number);
        await actor.GoesOnlineAsync();
        return actor;
    }

    public async Task<Actor> WrenUserAsync(string name, string email, MemoryStore? store = null)
    {
        var actor = await ActorAsync(name, store ?? new MemoryStore(), email: email);
        await actor.EnlistsAsync(email);
        await actor.GoesOnlineAsync();
        return actor;
    }

    /// <param name="name">How the person is called in this play.</param>
    /// <param name="store">What the phone remembers.</param>
    /// <param name="authority">Trust this certificate and connect over TCP with TLS; null for WebSocket.</param>
    /// <param name="email">Address of a Wren user who is still signed in there.</param>
    public async Task<Actor> ActorAsync(string name, MemoryStore store, byte[]? authority = null, string? email = null)
    {
        Actor? actor = null;
        var options = new MessengerOptions
        {
            Server = Server,
            Http = Http,
            Platform = "android",
            DeviceName = name + "'s phone",
            Transport = authority is null ? MessengerTransport.WebSocket : MessengerTransport.DirectTls,
            TrustedCertificates = authority is null ? [] : [authority],
            LoginTokenSource = email is null ? null : _ => Task.FromResult<string?>(IdentityToken(email, actor!.Phone.IdentityThumbprint, TokenPurposes.Login)),
            MinReconnectDelay = TimeSpan.FromMilliseconds(100),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(500),
        };
        actor = new Actor(name, store, await Messenger.OpenAsync(store, options), this) { Email = email };
        _actors.Add(actor);
        return actor;
    }

    public string IdentityToken(string email, string thumbprint, string purpose) => _wren.IdentityToken(email, thumbprint, purpose);

    public async ValueTask DisposeAsync()
    {
        foreach (var actor in _actors)
        {
            await actor.DisposeAsync();
        }

        await HostClosesAsync();
        await _line.DisposeAsync();
        await _wren.DisposeAsync();
        Http.Dispose();
        _folder.Delete(recursive: true);
    }
}
