using Microsoft.AspNetCore.Connections;
using Tombolo.Server.StandardClients;
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

    private readonly IStreamTransport _transport;
    private readonly SessionServices _services;
    private readonly LoginNegotiation _login;
    private readonly StreamScanner _scanner;
    private readonly StanzaIntake _intake;
    private readonly StandardIntake _standardIntake;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startedAt;
    private long _heardAt;
    private bool _isOpen;
    private int _isEnding;

    public ClientConnection(IStreamTransport transport, SessionServices services, LoginNegotiation login)
    {
        _transport = transport;
        _services = services;
        _login = login;
        _intake = new StanzaIntake(services);
        _standardIntake = new StandardIntake(services);
        _scanner = new StreamScanner(transport.Framing, LimitsBeforeLogin(services.Options.Streams));
        _startedAt = services.Time.GetTimestamp();
        _heardAt = _startedAt;
        Output = new ConnectionOutput(transport, services.Time);
    }

    public ConnectionOutput Output { get; }

    public StreamFraming Framing => _transport.Framing;

    public ReadOnlyMemory<byte> EndpointBinding => _transport.EndpointBinding;

    public PasswordAccess PasswordAccess => _transport.PasswordAccess;

    public bool TakesDevices => _transport.TakesDevices;

    public DeviceSession? Session { get; private set; }

    /// <summary>Completes when nothing of this connection reads or handles stanzas any more.</summary>
    public Task Ended => _ended.Task;

    public TimeSpan Age => _services.Time.GetElapsedTime(_startedAt);

    /// <summary>How long the peer has been silent.</summary>
    public TimeSpan Silence => _services.Time.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>When the sweeper last asked a silent peer whether it is there.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Runs the connection to its end. Never throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var end = ConnectionEnd.Lost;
        try
        {
            end = await ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ConnectionAbortedException or System.Net.WebSockets.WebSocketException)
        {
            // The peer or the network ended it; that is daily life, not an event.
            end = ConnectionEnd.Lost;
        }
        catch (Exception exception)
        {
            StreamLog.ConnectionFailed(_services.Logger, exception);
            WriteError(new StreamError(StreamErrorCondition.InternalServerError));
            end = ConnectionEnd.Failed;
        }

        Leave(end);
        _ended.TrySetResult();
        await SayFarewellAsync(end);
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
            Volatile.Write(ref _heardAt, _services.Time.GetTimestamp());
            IsAsked = false;
            while (_transport.TryScan(_scanner, out var result))
            {
                if (await HandleAsync(result, cancellationToken) is { } end)
                {
                    return end;
                }
            }
        }

        return ConnectionEnd.Lost;
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
            if (!session.Window.HasRoom)
            {
                await session.Window.WaitForRoomAsync();
            }

            var refusal = session.IsStandard ? _standardIntake.Take(result.Envelope, session) : _intake.Take(result.Envelope, session);
            return refusal is { } condition ? Fail(condition) : null;
        }

        return await LogInAsync(result, cancellationToken);
    }

    private ConnectionEnd? Open(StreamHeader header)
    {
        var to = header.To;
        WriteHeader(header);
        if (!to.IsDomain || !_services.Options.IsLocal(to.Domain))
        {
            return Fail(to.IsEmpty ? StreamErrorCondition.ImproperAddressing : StreamErrorCondition.HostUnknown);
        }

        if (header.Version != "1.0")
        {
            return Fail(StreamErrorCondition.UnsupportedVersion);
        }

        Output.Append(_login.Features(this), (output, features) => features.Write(output, Framing));
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
        var outcome = await _login.HandleAsync(this, result.Envelope.Detach(), cancellationToken);
        if (outcome.Condition is { } condition)
        {
            return Fail(condition);
        }

        if (outcome.Session is { } session)
        {
            _scanner.Limits = new ScannerLimits { MaxElementBytes = _services.Options.Streams.MaxStanzaBytes, MaxDepth = _services.Options.Streams.MaxDepth };
            Session = session;
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
        await transport.SecureAsync(cancellationToken);
        return Restart();
    }

    private ConnectionEnd? Restart()
    {
        _scanner.Restart();
        _isOpen = false;
        return null;
    }

    private ConnectionEnd Fail(StreamErrorCondition condition)
    {
        WriteError(new StreamError(condition));
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

        var mayResume = session.Disconnect(this);
        if (mayResume && end != ConnectionEnd.Closed)
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
                Output.Append(Framing, StreamClosing.WriteClose);
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
            Output.Append(Framing, StreamClosing.WriteClose);
            using var limit = new CancellationTokenSource(FarewellTime, _services.Time);
            await Output.DrainAsync().WaitAsync(limit.Token);
            await _transport.FinishAsync(limit.Token);
            await Ended.WaitAsync(limit.Token);
        }
        catch (Exception)
        {
            // A peer that does not even take the farewell.
            _transport.Abort();
        }
    }
}
