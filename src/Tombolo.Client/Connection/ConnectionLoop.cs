using System.Xml.Linq;
using Tombolo.Client.Device;
using Tombolo.Client.Inbox;
using Tombolo.Client.Keys;
using Tombolo.Client.Login;
using Tombolo.Client.Outbox;
using Tombolo.Client.Registration;
using Tombolo.Client.Settings;
using Tombolo.Client.Wire;
using Tombolo.Interop.Enlistment;

namespace Tombolo.Client.Connection;

/// <summary>
/// Keeps the device connected: logs in, resumes, waits longer after each failure, stops when the host no longer knows the
/// device. The one owner of everything that runs in the background.
/// </summary>
internal sealed class ConnectionLoop : IStreamEvents, IAsyncDisposable
{
    private readonly DeviceCore _core;
    private readonly Doorway _doorway;
    private readonly MailboxReader _mailbox;
    private readonly OutboxReplies _replies;
    private readonly OutboxPump _pump;
    private readonly SettingsKeeper _settings;
    private readonly HouseKeeping _houseKeeping;
    private readonly Lock _starting = new();
    private CancellationTokenSource? _life;
    private Task _running = Task.CompletedTask;
    private TaskCompletionSource<Outcome> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _nudge = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private XmppSession? _session;
    private XmppEndpoint? _elsewhere;

    public ConnectionLoop(DeviceCore core, HostClient host, OutboxPump pump, SettingsKeeper settings)
    {
        _core = core;
        _doorway = new Doorway(core, host);
        _mailbox = new MailboxReader(core);
        _replies = new OutboxReplies(core);
        _pump = pump;
        _settings = settings;
        _houseKeeping = new HouseKeeping(core, settings, new KeyMaintenance(core));
        Status = MessengerStatus.Offline;
    }

    public MessengerStatus Status { get; private set; }

    /// <summary>The session when it is connected; null otherwise.</summary>
    public XmppSession? Session => _session is { IsAttached: true } session ? session : null;

    /// <summary>Starts if it does not run; completes with the first login, its refusal, or the first failure to connect.</summary>
    public Task<Outcome> StartAsync()
    {
        lock (_starting)
        {
            if (_running.IsCompleted)
            {
                _life?.Dispose();
                _life = new CancellationTokenSource();
                _first = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
                var token = _life.Token;
                _running = Task.Run(() => RunAsync(token), CancellationToken.None);
            }

            return _first.Task;
        }
    }

    public async Task StopAsync()
    {
        if (_life is { } life)
        {
            await life.CancelAsync();
        }

        await _running;
    }

    /// <summary>Connects now instead of after the wait: the network is back, the page is visible again.</summary>
    public void Nudge() => _nudge.TrySetResult();

    async Task IStreamEvents.ReceivedAsync(XElement message, CancellationToken cancellationToken)
    {
        if (message.Text("type") == "error")
        {
            await _replies.RefusedAsync(message, cancellationToken);
        }
        else if (MailboxEntry.Read(message, _core.Time.GetUtcNow()) is { } entry)
        {
            await _mailbox.TakeAsync(entry, message, cancellationToken);
            _session?.Confirm(_core.Device.LastSequence);
        }
        else if (message.Element(Names.Keys + "low") is not null)
        {
            _houseKeeping.Kick();
        }
        else if (SettingsElements.Read(message.Elements().FirstOrDefault(child => child.Name.Namespace == Names.Settings)) is { } settings)
        {
            await _settings.TakeAsync(settings, cancellationToken);
        }

        _pump.Kick();
    }

    async Task IStreamEvents.AcknowledgedAsync(IReadOnlyList<string> stanzaIds, CancellationToken cancellationToken) =>
        await _replies.AcknowledgedAsync(stanzaIds, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _session?.Dispose();
        _session = null;
        _life?.Dispose();
        _life = null;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_core.Options);
        try
        {
            while (true)
            {
                SetStatus(MessengerStatus.Connecting);
                var wasSent = _elsewhere is not null;
                var refusal = await ConnectOnceAsync(backoff, cancellationToken);
                if (refusal is not null)
                {
                    await GiveUpAsync(refusal, cancellationToken);
                    return;
                }

                _first.TrySetResult(RefusalCodes.Local(RefusalCodes.Offline));
                if (_elsewhere is not null && !wasSent)
                {
                    // At once; but hosts that send it on and on must not keep it running in circles.
                    continue;
                }

                await backoff.WaitAsync(_nudge.Task, cancellationToken);
                _nudge = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            SetStatus(MessengerStatus.Offline);
        }
        finally
        {
            _first.TrySetResult(RefusalCodes.Local(RefusalCodes.Offline));
        }
    }

    /// <summary>One connection from beginning to end. A refusal means that trying again is pointless.</summary>
    private async Task<Refusal?> ConnectOnceAsync(Backoff backoff, CancellationToken cancellationToken)
    {
        var elsewhere = _elsewhere;
        _elsewhere = null;
        try
        {
            await using var entrance = await _doorway.EnterAsync(elsewhere, _session, cancellationToken);
            if (entrance.Login.Refusal is { } refusal)
            {
                return Doorway.MayPass(refusal) ? null : refusal;
            }

            backoff.Reset();
            await LiveAsync(entrance, cancellationToken);
        }
        catch (ConnectionLostException lost) when (!cancellationToken.IsCancellationRequested)
        {
            _elsewhere = lost.Elsewhere;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The one place that catches everything (docs/architecture.md): a lost line, a full disk, a fault of ours. What was underway
            // is in the store, and the next connection starts from there.
        }

        return null;
    }

    private async Task LiveAsync(Entrance entrance, CancellationToken cancellationToken)
    {
        var session = entrance.Login.Session!;
        if (!entrance.Login.Resumed)
        {
            _session?.Dispose();
            _session = session;
        }

        var covered = await session.AttachAsync(entrance.Transport, entrance.Login.Acknowledged, cancellationToken);
        await _replies.AcknowledgedAsync(covered, cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.WhenAll(
            GuardAsync(_pump.RunAsync(session, entrance.Login.Resumed, ending.Token), ending),
            GuardAsync(_houseKeeping.RunAsync(session, entrance.Login.Resumed, ending.Token), ending));
        SetStatus(MessengerStatus.Online);
        _first.TrySetResult(Outcome.Done);
        try
        {
            await session.RunAsync(this, ending.Token);
        }
        finally
        {
            await ending.CancelAsync();
            await work;
        }
    }

    /// <summary>A part that fails takes the connection with it: half a connection would look like a whole one.</summary>
    private static async Task GuardAsync(Task part, CancellationTokenSource ending)
    {
        try
        {
            await part;
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }

    private async Task GiveUpAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        var unknown = Doorway.MeansUnknownDevice(refusal);
        if (unknown)
        {
            await _core.StepAsync(change => change.Put(change.Device with { UnknownReason = refusal.Code }), cancellationToken);
        }

        SetStatus(unknown ? MessengerStatus.DeviceUnknown : MessengerStatus.Offline, refusal);
        _first.TrySetResult(refusal);
    }

    private void SetStatus(MessengerStatus status, Refusal? reason = null)
    {
        if (Status != status)
        {
            Status = status;
            _core.Tell(new ConnectionChanged(status, reason));
        }
    }
}
