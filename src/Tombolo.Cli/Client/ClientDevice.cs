using System.Text;
using Tombolo.Cli.Client.Store;
using Tombolo.Client;
using Tombolo.Client.Storage;

namespace Tombolo.Cli.Client;

/// <summary>The device in the state folder, at the host it was registered with.</summary>
internal sealed class ClientDevice : IAsyncDisposable
{
    private const string Table = "command-line";
    private const string ServerKey = "server";

    private readonly StateFolder _folder;
    private readonly ClientSettings _settings;
    private readonly IReadOnlyList<byte[]> _trusted;
    private readonly HttpClient _http;
    private IClientStore _store;
    private Uri? _server;
    private Messenger _messenger;

    private ClientDevice(StateFolder folder, ClientSettings settings, IReadOnlyList<byte[]> trusted, HttpClient http, IClientStore store, Uri? server, Messenger messenger)
    {
        _folder = folder;
        _settings = settings;
        _trusted = trusted;
        _http = http;
        _store = store;
        _server = server;
        _messenger = messenger;
        messenger.Changed += Pass;
    }

    /// <summary>Everything that happens to the device, also after it has moved to another host.</summary>
    public event Action<ClientEvent>? Changed;

    public Messenger Messenger => _messenger;

    public static async Task<ClientDevice> OpenAsync(
        StateFolder folder, ClientSettings settings, IReadOnlyList<byte[]> trusted, HttpClient http, CancellationToken cancellationToken)
    {
        var store = await SqliteClientStore.OpenAsync(folder.Database, cancellationToken);
        var known = await store.ReadAsync(Table, ServerKey, cancellationToken);
        var server = known is null ? null : new Uri(Encoding.UTF8.GetString(known));
        var messenger = await Messenger.OpenAsync(store, Options(settings, trusted, http, server), cancellationToken);
        return new ClientDevice(folder, settings, trusted, http, store, server, messenger);
    }

    /// <summary>Makes this the host of the device from now on.</summary>
    public async Task UseAsync(Uri server, CancellationToken cancellationToken)
    {
        if (server == _server)
        {
            return;
        }

        await _messenger.DisposeAsync();
        _store = await SqliteClientStore.OpenAsync(_folder.Database, cancellationToken);
        await _store.CommitAsync([new StoreWrite(Table, ServerKey, Encoding.UTF8.GetBytes(server.AbsoluteUri))], cancellationToken);
        _messenger = await Messenger.OpenAsync(_store, Options(_settings, _trusted, _http, server), cancellationToken);
        _messenger.Changed += Pass;
        _server = server;
    }

    public ValueTask DisposeAsync() => _messenger.DisposeAsync();

    private void Pass(ClientEvent change) => Changed?.Invoke(change);

    private static MessengerOptions Options(ClientSettings settings, IReadOnlyList<byte[]> trusted, HttpClient http, Uri? server) => new()
    {
        // Before the first registration there is no host, and nothing is asked of one.
        Server = server ?? new Uri("http://localhost/"),
        Http = http,
        Platform = settings.Platform,
        DeviceName = "tombolo client",
        Transport = settings.DirectTls ? MessengerTransport.DirectTls : MessengerTransport.WebSocket,
        TrustedCertificates = trusted,
    };
}
