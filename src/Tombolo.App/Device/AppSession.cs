using Microsoft.Extensions.Logging;
using Tombolo.App.Demo;
using Tombolo.App.Wordings;
using Tombolo.Client;

namespace Tombolo.App.Device;

/// <summary>
/// The device in this tab, from opening to letting go, and what every screen needs: the messenger, the words, and a signal that
/// something changed. Screens read from here and never keep a copy of the messenger's state.
/// </summary>
internal sealed partial class AppSession : IDeviceOwner, IAsyncDisposable
{
    private readonly IDeviceOpener _opener;
    private readonly BrowserPage _page;
    private readonly AppOptions _options;
    private readonly DemoTour _tour;
    private readonly ILogger<AppSession> _log;
    private readonly CancellationTokenSource _life = new();
    private IMessenger? _messenger;
    private Task _opening = Task.CompletedTask;
    private Task _letting = Task.CompletedTask;

    public AppSession(IDeviceOpener opener, BrowserPage page, AppOptions options, DemoTour tour, ILogger<AppSession> log)
    {
        _opener = opener;
        _page = page;
        _options = options;
        _tour = tour;
        _log = log;
    }

    /// <summary>Something on the screens may be out of date.</summary>
    public event Action? Changed;

    /// <summary>The messenger told of something; for screens that care which.</summary>
    public event Action<ClientEvent>? Happened;

    public SessionPhase Phase { get; private set; }

    public Wording Words { get; private set; } = Wording.For(null);

    public AppOptions Options => _options;

    /// <exception cref="InvalidOperationException">The device is not open in this tab.</exception>
    public IMessenger Messenger => _messenger ?? throw new InvalidOperationException("The device is not open in this tab.");

    /// <summary>Ends with the app.</summary>
    public CancellationToken Life => _life.Token;

    public async Task StartAsync()
    {
        Words = Wording.For(await _page.LanguageAsync());
        await _page.SpeakAsync(Words.Language, _options.ProductName);
        await OpenAsync(() => _opener.TryOpenAsync(this, Life));
    }

    public Task TakeOverAsync() => OpenAsync(async () => await _opener.TakeOverAsync(this, Life));

    public Task YieldAsync() => LetGoAsync();

    public Task LoseAsync() => LetGoAsync();

    /// <summary>In the demo: ticks a hint off on the start page.</summary>
    public async Task ReportAsync(string step)
    {
        if (_tour.Running)
            await _page.ReportAsync(step);
    }

    /// <summary>Asks the screens to look again; for changes the messenger does not tell of.</summary>
    public void Refresh() => Changed?.Invoke();

    /// <summary>A good moment to try the connection again.</summary>
    public void Wake() => _messenger?.Nudge();

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        await CloseAsync();
        await _opener.ReleaseAsync();
        _life.Dispose();
    }

    private async Task OpenAsync(Func<Task<IMessenger?>> open)
    {
        Enter(SessionPhase.Starting);
        try
        {
            var opening = TakeAsync(open);
            _opening = opening;
            await opening;
            if (_messenger is { } messenger)
                await messenger.ConnectAsync(Life);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogOpenFailed(e);
            Enter(SessionPhase.Failed);
        }
    }

    private async Task TakeAsync(Func<Task<IMessenger?>> open)
    {
        if (await open() is not { } messenger)
        {
            Enter(SessionPhase.Elsewhere);
            return;
        }

        _messenger = messenger;
        messenger.Happened += OnHappened;
        Enter(SessionPhase.Open);
    }

    /// <summary>Once for all who ask: a second asker must not release what the first is still closing.</summary>
    private Task LetGoAsync() => _letting.IsCompleted ? _letting = CloseAndReleaseAsync() : _letting;

    private async Task CloseAndReleaseAsync()
    {
        // A device that is just being opened here has perhaps written already; it is closed like any other.
        await _opening.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);

        // The screens go first: without a messenger none can be drawn.
        Enter(SessionPhase.Closing);
        try
        {
            await CloseAsync();
        }
        finally
        {
            await _opener.ReleaseAsync();
            Enter(SessionPhase.Elsewhere);
        }
    }

    private async Task CloseAsync()
    {
        if (_messenger is not { } closing)
            return;
        _messenger = null;
        closing.Happened -= OnHappened;
        await closing.DisposeAsync();
    }

    private void Enter(SessionPhase phase)
    {
        Phase = phase;
        Changed?.Invoke();
    }

    private void OnHappened(ClientEvent happened)
    {
        Happened?.Invoke(happened);
        Changed?.Invoke();
        if (happened is MessageReceived or RequestReceived)
            _ = ReportAsync("received");
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "The device could not be opened.")]
    private partial void LogOpenFailed(Exception exception);
}
