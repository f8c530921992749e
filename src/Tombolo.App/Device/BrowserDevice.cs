using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tombolo.App.Demo;
using Tombolo.App.Enrolment;
using Tombolo.App.Storage;
using Tombolo.Client;
using Tombolo.Client.Storage;
using Tombolo.Interop.Identity;

namespace Tombolo.App.Device;

/// <summary>Opens the profile's device in a browser: the lock first, then the store, then the messenger on it.</summary>
internal sealed class BrowserDevice : IDeviceOpener
{
    private const string SettingsTable = "app";
    private const string ServerKey = "server";

    private readonly IJSRuntime _script;
    private readonly HttpClient _http;
    private readonly NavigationManager _navigation;
    private readonly AppOptions _options;
    private readonly DemoTour _tour;
    private readonly BrowserPage _page;
    private readonly IIdentitySource? _identity;
    private readonly TimeProvider _time;
    private DeviceLock? _lock;

    public BrowserDevice(IJSRuntime script, HttpClient http, NavigationManager navigation, AppOptions options, DemoTour tour, BrowserPage page, IServiceProvider services, TimeProvider time)
    {
        _script = script;
        _http = http;
        _navigation = navigation;
        _options = options;
        _tour = tour;
        _page = page;
        _identity = services.GetService(typeof(IIdentitySource)) as IIdentitySource;
        _time = time;
    }

    public async Task<IMessenger?> TryOpenAsync(IDeviceOwner owner, CancellationToken cancellationToken)
    {
        _lock = new DeviceLock(_script, _tour.Profile, owner);
        return await _lock.TryHoldAsync(cancellationToken) ? await OpenAsync(cancellationToken) : null;
    }

    public async Task<IMessenger> TakeOverAsync(IDeviceOwner owner, CancellationToken cancellationToken)
    {
        _lock ??= new DeviceLock(_script, _tour.Profile, owner);
        await _lock.TakeOverAsync(cancellationToken);
        return await OpenAsync(cancellationToken);
    }

    public async Task ReleaseAsync()
    {
        if (_lock is not null)
            await _lock.DisposeAsync();
        _lock = null;
    }

    public async ValueTask DisposeAsync() => await ReleaseAsync();

    private async Task<IMessenger> OpenAsync(CancellationToken cancellationToken)
    {
        var store = await IndexedDbClientStore.OpenAsync(_script, _tour.Profile, cancellationToken);
        _options.Server ??= await FindServerAsync(store, cancellationToken);
        Messenger? messenger = null;
        var options = new MessengerOptions
        {
            Server = _options.Server,
            Http = _http,
            Time = _time,
            Platform = await _page.PlatformAsync(),
            DeviceName = _options.ProductName,
            Transport = MessengerTransport.WebSocket,
            LoginTokenSource = _identity is null ? null : token => _identity.IssueTokenAsync(TokenPurposes.Login, messenger!.IdentityThumbprint, token),
        };
        messenger = await Messenger.OpenAsync(store, options, cancellationToken);
        return new LiveMessenger(messenger);
    }

    private async Task<Uri> FindServerAsync(IndexedDbClientStore store, CancellationToken cancellationToken)
    {
        if (_options.FindServerAsync is null)
            return new Uri(new Uri(_navigation.BaseUri), "/");
        try
        {
            var found = await _options.FindServerAsync(_http, cancellationToken);
            await store.CommitAsync([new StoreWrite(SettingsTable, ServerKey, Encoding.UTF8.GetBytes(found.AbsoluteUri))], cancellationToken);
            return found;
        }
        catch (HttpRequestException)
        {
            // Offline: the host of last time is the host.
            var known = await store.ReadAsync(SettingsTable, ServerKey, cancellationToken);
            if (known is null)
                throw;
            return new Uri(Encoding.UTF8.GetString(known));
        }
    }
}
