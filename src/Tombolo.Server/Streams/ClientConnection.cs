using Microsoft.AspNetCore.Connections;
using Tombolo.Server.Observability;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.Server.Transport;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Streams;

/// <summary>
/// One connection from accept to close: opens the stream, lets the login make or find a session, then feeds the session what it reads.
/// </summary>
internal sealed class ClientConnection
{
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly IStreamTransport _transport;
    private readonly SessionServices _services;
    private readonly StreamScanner _scanner;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StanzaBudget _budget;
    private readonly long _startedAt;
    private LoginNegotiation? _login;
    private StanzaIntake? _intake;
    private StandardIntake? _standardIntake;
    private long _heardAt;
    private long _unfinishedSince;
    private int _unfinished;
    private StanzaTally _tally;
    private bool _isOpen;
    private bool _isSecuring;
    private int _elements;
    private int _isEnding;

    public ClientConnection(IStreamTransport transport, SessionServices services, LoginNegotiation login)
    {
        _transport = transport;
        _services = services;
        _login = login;
        _scanner = new StreamScanner(transport.Framing, LimitsBeforeLogin(services.Options.Streams));
        _budget = new StanzaBudget(services.Options.Streams.MaxStanzasPerSecond, services.Time);
        _startedAt = services.Time.GetTimestamp();
        _heardAt = _startedAt;
        Output = new ConnectionOutput(transport, services.Metrics, services.Time);
    }

    public ConnectionOutput Output { get; }

    public TransportKind Transport => _transport.Kind;

    public StreamFraming Framing => _transport.Framing;

    public ReadOnlyMemory<byte> EndpointBinding => _transport.EndpointBinding;

    public PasswordAccess PasswordAccess => _transport.PasswordAccess;

    /// <summary>Whether nobody on the way can read or change what is said.</summary>
    public bool IsInsideTls => Transport switch
    {
        TransportKind.DirectTls => true,
        TransportKind.StartTls => PasswordAccess == PasswordAccess.Allowed,
        _ => false,
    };

    public bool TakesDevices => _transport.TakesDevices;

    /// <summary>Where the peer comes from, as rates count it; null when a proxy stands for it.</summary>
    public string? Origin => _transport.Admission?.Origin;

    public DeviceSession? Session { get; private set; }

    /// <summary>Completes when nothing of this connection reads or handles stanzas any more.</summary>
    public Task Ended => _ended.Task;

    public TimeSpan Age => _services.Time.GetElapsedTime(_startedAt);

    /// <summary>How long the peer has been silent.</summary>
    public TimeSpan Silence => _services.Time.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>TLS is being agreed on: nothing may be written now.</summary>
    public bool IsSecuring => Volatile.Read(ref _isSecuring);

    /// <summary>When the sweeper last asked a silent peer whether it is there.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Runs the connection to its end. Never throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var end = ConnectionEnd.Lost;
        _services.Metrics.ConnectionOpened(Transport);
        try
        {
            end = await ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ConnectionAbortedException or System.Net.WebSockets.WebSocketException)
        {
            // The peer or the network ended it; that is daily life, not an event.
            end = ConnectionEnd.Lost;
        }
        catch (Exception exception) when (StorageException.IsBehind(exception))
        {
            StreamLog.StoreFailed(_services.Logger, exception);
            WriteError(new StreamError(StreamErrorCondition.ResourceConstraint));
            end = ConnectionEnd.Failed;
        }
        catch (Exception exception)
        {
            StreamLog.ConnectionFailed(_services.Logger, exception);
            WriteError(new StreamError(StreamErrorCondition.InternalServerError));
            end = ConnectionEnd.Failed;
        }

        _services.Metrics.Received(ref _tally);
        _services.Metrics.ConnectionClosed(Transport, end);
        Leave(end);
        _ended.TrySetResult();
        await SayFarewellAsync(end);
    }

    /// <summary>How long the stanza that is coming in has been on its way; zero between stanzas. For the sweeper: counts from the first look.</summary>
    public TimeSpan TimeWithinStanza()
    {
        var elements = Volatile.Read(ref _elements);
        if (!_transport.IsWithinElement)
        {
            _unfinishedSince = 0;
        }
        else if (_unfinishedSince == 0 || _unfinished != elements)
        {
            (_unfinishedSince, _unfinished) = (_services.Time.GetTimestamp(), elements);
        }

        return _unfinishedSince == 0 ? TimeSpan.Zero : _services.Time.GetElapsedTime(_unfinishedSince);
    }

    /// <summary>Ends the stream with an error, from any thread.</summary>
    public void End(StreamError error)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) == 0)
        {
            _ = EndAsync(error);
        }
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Abort() => _transport.Abort();

    private static ScannerLimits LimitsBeforeLogin(StreamOptions options) =>
        new() { MaxElementBytes = options.MaxStanzaBytesBeforeLogin, MaxDepth = Math.Min(options.MaxDepth, 8), MaxChildren = 32 };

    private async Task<ConnectionEnd> ReadAsync(CancellationToken cancellationToken)
    {
        while (await _transport.WaitAsync(_scanner, cancellationToken))
        {
            Hear();
            while (_transport.TryScan(_scanner, out var result))
            {
                Volatile.Write(ref _elements, _elements + 1);
                if (await HandleAsync(result, cancellationToken) is { } end)
                {
                    return end;
                }
            }

            _services.Metrics.Received(ref _tally);
        }

        return ConnectionEnd.Lost;
    }

    private void Hear()
    {
        Volatile.Write(ref _heardAt, _services.Time.GetTimestamp());
        IsAsked = false;
    }

    private async ValueTask<ConnectionEnd?> HandleAsync(ScanResult result, CancellationToken cancellationToken)
    {
        switch (result.Status)
        {
            case ScanStatus.Failed:
                return Fail(result.Failure.Condition);
            case ScanStatus.StreamClose:
                return ConnectionEnd.Closed;
            case ScanStatus.StreamOpen when _isOpen:
                return Fail(StreamErrorCondition.PolicyViolation);
            case ScanStatus.StreamOpen:
                return Open(StreamHeader.Read(result.Envelope));
            case ScanStatus.Element when !_isOpen:
                return Fail(StreamErrorCondition.BadFormat);
            default:
                break;
        }

        if (Session is { } session)
        {
            _tally.Count(result.Envelope.Kind);
            await WaitForRoomAsync(session, StanzaBudget.CostOf(result.Envelope), cancellationToken);
            if (session.IsStandard && StandardIntake.BeginsCounting(result.Envelope))
            {
                await session.Window.WaitForIdleAsync();
            }

            var refusal = session.IsStandard
                ? (_standardIntake ??= new StandardIntake(_services)).Take(result.Envelope, session)
                : (_intake ??= new StanzaIntake(_services)).Take(result.Envelope, session);
            return refusal is { } error ? Fail(error) : null;
        }

        return _elements > _services.Options.Streams.MaxElementsBeforeLogin
            ? Fail(StreamErrorCondition.PolicyViolation)
            : await LogInAsync(result, cancellationToken);
    }

    /// <summary>Back-pressure: the next stanza is looked at when the store, the peer's own reading and its budget have room for it.</summary>
    private async ValueTask WaitForRoomAsync(DeviceSession session, double cost, CancellationToken cancellationToken)
    {
        if (!session.Window.HasRoom)
        {
            await session.Window.WaitForRoomAsync();
        }

        if (Output.BytesWaiting >= _services.Options.Streams.MaxBytesWaiting)
        {
            await Output.WaitForRoomAsync(_services.Options.Streams.MaxBytesWaiting);
        }

        for (var pause = _budget.Take(cost + session.TakeCharges()); pause > TimeSpan.Zero; pause = _budget.Take(0))
        {
            await Task.Delay(pause < LongestPause ? pause : LongestPause, _services.Time, cancellationToken);
            Hear();
        }
    }

    private ConnectionEnd? Open(StreamHeader header)
    {
        var to = header.To;
        WriteHeader(header);
        if (!to.IsDomain || !_services.Options.IsLocal(to.Domain))
        {
            return Fail(to.IsEmpty ? StreamErrorCondition.ImproperAddressing : StreamErrorCondition.HostUnknown);
        }

        if (!header.SpeaksVersionOne)
        {
            return Fail(StreamErrorCondition.UnsupportedVersion);
        }

        _login!.Offer(this);
        return null;
    }

    private void WriteHeader(StreamHeader? request)
    {
        _isOpen = true;
        var domain = request is { To.IsDomain: true } && _services.Options.IsLocal(request.To.Domain) ? request.To : Xmpp.Addressing.Jid.Parse(_services.Options.Domain);
        var header = new StreamHeader { From = domain, To = request?.From ?? default, Id = Guid.NewGuid().ToString("N"), Language = "en" };
        Output.Append(header, (output, value) => value.Write(output, Framing));
    }

    private async Task<ConnectionEnd?> LogInAsync(ScanResult result, CancellationToken cancellationToken)
    {
        var outcome = await _login!.HandleAsync(this, result.Envelope.Detach(), cancellationToken);
        if (outcome.Condition is { } condition)
        {
            return Fail(condition);
        }

        if (outcome.Session is { } session)
        {
            _scanner.Limits = new ScannerLimits { MaxElementBytes = _services.Options.Streams.MaxStanzaBytes, MaxDepth = _services.Options.Streams.MaxDepth };
            Session = session;
            _login = null; // A logged-in connection lives long, and needs none of it again.
            _transport.Admission?.LoggedIn();
        }

        return outcome.Turn switch
        {
            StreamTurn.Secure => await SecureAsync(cancellationToken),
            StreamTurn.Restart => Restart(),
            _ => null,
        };
    }

    /// <summary>STARTTLS. What came in behind the request, in the clear, must not be taken for something that came inside TLS.</summary>
    private async Task<ConnectionEnd?> SecureAsync(CancellationToken cancellationToken)
    {
        if (_transport is not ISecurableTransport { HasUnread: false } transport)
        {
            return Fail(StreamErrorCondition.PolicyViolation);
        }

        Output.Append("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"u8);
        await Output.DrainAsync();
        using var limit = new CancellationTokenSource(HandshakeTime, _services.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Volatile.Write(ref _isSecuring, true);
        await transport.SecureAsync(linked.Token);
        Volatile.Write(ref _isSecuring, false);
        return Restart();
    }

    private ConnectionEnd? Restart()
    {
        _scanner.Restart();
        _isOpen = false;
        return null;
    }

    private ConnectionEnd Fail(StreamErrorCondition condition) => Fail(new StreamError(condition));

    private ConnectionEnd Fail(StreamError error)
    {
        WriteError(error);
        return ConnectionEnd.Failed;
    }

    private void WriteError(StreamError error)
    {
        if (!_isOpen)
        {
            WriteHeader(null);
        }

        Output.Append(error, (output, value) => StreamClosing.WriteError(output, Framing, value));
    }

    private void Leave(ConnectionEnd end)
    {
        if (Session is not { } session)
        {
            return;
        }

        // A client that closes its stream because we ended ours has not left: it comes back, here or elsewhere.
        var hasLeft = end == ConnectionEnd.Closed && Volatile.Read(ref _isEnding) == 0;
        var mayResume = session.Disconnect(this);
        if (mayResume && !hasLeft)
        {
            _services.Sessions.Hibernate(session);
        }
        else if (session.Connection is null)
        {
            _services.Sessions.Close(session);
        }
    }

    private async Task SayFarewellAsync(ConnectionEnd end)
    {
        try
        {
            if (end != ConnectionEnd.Lost && _isOpen && _isEnding == 0)
            {
                Output.Complete(Framing, StreamClosing.WriteClose);
            }

            using var limit = new CancellationTokenSource(FarewellTime, _services.Time);
            await Output.DrainAsync().WaitAsync(limit.Token);
            await _transport.CloseAsync(limit.Token);
        }
        catch (Exception)
        {
            // Whatever went wrong with the good-bye: the connection is cut, and that is all that is left to do.
            _transport.Abort();
        }
    }

    /// <summary>Never throws.</summary>
    private async Task EndAsync(StreamError error)
    {
        try
        {
            WriteError(error);
            Output.Complete(Framing, StreamClosing.WriteClose);
            using var limit = new CancellationTokenSource(FarewellTime, _services.Time);
            await Output.DrainAsync().WaitAsync(limit.Token);
            if (error.Condition == StreamErrorCondition.SeeOtherHost)
            {
                await LetAnswerAsync(limit.Token);
            }

            await _transport.FinishAsync(limit.Token);
            await Ended.WaitAsync(limit.Token);
        }
        catch (Exception)
        {
            // A peer that does not even take the farewell.
            _transport.Abort();
        }
    }

    /// <summary>
    /// Whoever goes on elsewhere closes its stream here first (RFC 6120 section 4.4), and is given the time to. @xmpp/client takes a connection that ends before
    /// that for its next one: it closes the one to the other node, and comes back here.
    /// </summary>
    private async Task LetAnswerAsync(CancellationToken cancellationToken)
    {
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Ended, Task.Delay(AnswerTime, _services.Time, answered.Token));
        await answered.CancelAsync();
    }
}
