using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Tombolo.Client.Connection;
using Tombolo.Client.Consent;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Outbox;
using Tombolo.Client.Registration;
using Tombolo.Client.Sessions;
using Tombolo.Client.Settings;
using Tombolo.Client.Storage;
using Tombolo.Interop.Errors;
using Tombolo.Interop.Keys;
using Tombolo.Interop.Registration;

namespace Tombolo.Client;

/// <summary>One device of one person: everything an app needs. Safe from several threads; in a browser there is one.</summary>
public sealed class Messenger : IAsyncDisposable
{
    private readonly DeviceCore _core;
    private readonly Enrolment _enrolment;
    private readonly OutboxPump _pump;
    private readonly SettingsKeeper _settings;
    private readonly ConnectionLoop _connection;
    private readonly Letters _letters;
    private readonly ContactDecisions _contacts;
    private bool _disposed;

    private Messenger(DeviceCore core)
    {
        var host = new HostClient(core.Options.Http, core.Options.Server);
        _core = core;
        _enrolment = new Enrolment(core, host);
        _pump = new OutboxPump(core);
        _settings = new SettingsKeeper(core);
        _connection = new ConnectionLoop(core, host, _pump, _settings);
        _letters = new Letters(core);
        _contacts = new ContactDecisions(core);
        core.Changed += change => Changed?.Invoke(change);
    }

    /// <summary>Raised after each change was saved. Handlers return quickly, do not throw and do not wait for the messenger.</summary>
    public event Action<ClientEvent>? Changed;

    /// <summary>Where the device stands.</summary>
    public MessengerStatus Status => _core.Device switch
    {
        { PendingRegistration: not null, Address: null } or { PendingRegistration: not null, UnknownReason: not null } => MessengerStatus.AwaitingCode,
        { Address: null } => MessengerStatus.Unregistered,
        { UnknownReason: not null } => MessengerStatus.DeviceUnknown,
        _ => _connection.Status is MessengerStatus.DeviceUnknown ? MessengerStatus.Offline : _connection.Status,
    };

    /// <summary>Who this device is; null before registration.</summary>
    public Account? Me => Enrolment.AccountOf(_core.Device);

    /// <summary>RFC 7638 thumbprint of the device's identity key, for the partner's token request.</summary>
    public string IdentityThumbprint => KeyThumbprint.Of(_core.Identity.PublicKey.Serialize());

    /// <summary>The last known setting; null before the first answer of the host.</summary>
    public ThirdPartyChats? ThirdPartyChats => _core.Device.Settings;

    /// <summary>The chats, newest first.</summary>
    public IReadOnlyList<Chat> Chats => _core.Chats;

    /// <summary>Open contact requests, newest first.</summary>
    public IReadOnlyList<ContactRequest> Requests => _core.Requests;

    /// <summary>Opens the device that the store remembers, or a new one. The messenger owns the store from here on.</summary>
    public static async Task<Messenger> OpenAsync(IClientStore store, MessengerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        return new Messenger(await DeviceCore.OpenAsync(store, options, cancellationToken));
    }

    /// <summary>Asks the host to send a one-time code to a phone number.</summary>
    public async Task<Outcome<RegistrationStarted>> RegisterAsync(string number, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        return await TellStatusAsync(_enrolment.RegisterAsync(number, cancellationToken));
    }

    /// <summary>Shows the code and registers the device; chats of an earlier registration stay.</summary>
    public async Task<Outcome<Account>> VerifyAsync(string code, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        return await TellStatusAsync(_enrolment.VerifyAsync(code, cancellationToken));
    }

    /// <summary>Enlists a partner user: <c>JWT</c>, or in development <c>JWT#private key</c>.</summary>
    public async Task<Outcome<Account>> EnlistAsync(string identityToken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identityToken);
        return DeviceCredential.Read(identityToken) is { } credential
            ? await TellStatusAsync(_enrolment.EnlistAsync(credential, cancellationToken))
            : Refusal.For(ErrorCode.TokenMalformed);
    }

    /// <summary>
    /// Logs in and stays connected until <see cref="DisconnectAsync"/>. Completes with the first login or its refusal; with
    /// <see cref="RefusalCodes.Offline"/> when the host cannot be reached now, and goes on trying.
    /// </summary>
    public async Task<Outcome> ConnectAsync(CancellationToken cancellationToken = default)
    {
        if (_core.Device.Address is null)
        {
            return RefusalCodes.Local(RefusalCodes.NotRegistered);
        }

        return _core.Device.UnknownReason is { } reason ? Refusal.Of(reason) : await _connection.StartAsync().WaitAsync(cancellationToken);
    }

    /// <summary>Ends the connection; the outbox keeps what is not acknowledged.</summary>
    public async Task DisconnectAsync(CancellationToken cancellationToken = default) =>
        await _connection.StopAsync().WaitAsync(cancellationToken);

    /// <summary>Tries to connect at once instead of after the current wait: the network is back, the page is visible again.</summary>
    public void Nudge() => _connection.Nudge();

    /// <summary>Asks the host for the setting.</summary>
    public async Task<Outcome<ThirdPartyChats>> GetThirdPartyChatsAsync(CancellationToken cancellationToken = default) =>
        _connection.Session is { } session ? await _settings.AskAsync(session, cancellationToken) : RefusalCodes.Local(RefusalCodes.Offline);

    /// <summary>Changes the setting.</summary>
    /// <param name="enabled">On or off.</param>
    /// <param name="partners">Ids of the partners to tick; all others are unticked.</param>
    /// <param name="inbox">Where the chats stand.</param>
    /// <param name="cancellationToken">Gives up waiting; the host may still have done it.</param>
    public async Task<Outcome<ThirdPartyChats>> SetThirdPartyChatsAsync(
        bool enabled, IReadOnlyList<string> partners, InboxStyle inbox, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partners);
        return _connection.Session is { } session
            ? await _settings.SetAsync(session, enabled, partners, inbox, cancellationToken)
            : RefusalCodes.Local(RefusalCodes.Offline);
    }

    /// <summary>
    /// Saves a message in the outbox and returns; it is sent when it can be. A new person is looked up first, which needs a
    /// connection. Writing to someone who has asked for contact accepts them.
    /// </summary>
    public async Task<Outcome<SentMessage>> SendAsync(Peer to, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(text);
        if (_core.Device.Address is null)
        {
            return RefusalCodes.Local(RefusalCodes.NotRegistered);
        }

        if (Letters.Check(text) is { } wrong)
        {
            return wrong;
        }

        var chat = await _letters.FindAsync(_connection.Session, to, cancellationToken);
        if (chat.Value is { State: ContactState.Requested } request && await AcceptAsync(request.Address, cancellationToken) is { Succeeded: false, Refusal: { } refusal })
        {
            return refusal;
        }

        return chat.Succeeded ? await KickAsync(_letters.WriteAsync(chat.Value, text, cancellationToken)) : chat.Refusal;
    }

    /// <summary>Completes when the host has acknowledged everything that was written so far; ask it before ending a program. Give it a token that loses patience.</summary>
    public Task DrainAsync(CancellationToken cancellationToken = default) => _core.WhenOutboxEmpty().WaitAsync(cancellationToken);

    /// <summary>The newest entries of a chat or request, oldest of them first.</summary>
    public Task<IReadOnlyList<ChatEntry>> MessagesAsync(string chat, int limit = 200, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chat);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return _letters.EntriesAsync(chat, limit, cancellationToken);
    }

    /// <summary>Takes the stranger as a contact; delivered receipts go out from now on.</summary>
    public Task<Outcome> AcceptAsync(string requestId, CancellationToken cancellationToken = default) =>
        KickAsync(_contacts.AcceptAsync(_connection.Session, requestId, cancellationToken));

    /// <summary>Puts the request away; the stranger learns nothing.</summary>
    public Task<Outcome> DeclineAsync(string requestId, CancellationToken cancellationToken = default) =>
        _contacts.DeclineAsync(_connection.Session, requestId, cancellationToken);

    /// <summary>Puts the request or chat away and discards whatever follows; holds on this service only.</summary>
    public Task<Outcome> BlockAsync(string requestId, CancellationToken cancellationToken = default) =>
        _contacts.BlockAsync(_connection.Session, requestId, cancellationToken);

    /// <summary>Takes a block back; the chat goes on where it was.</summary>
    public Task<Outcome> UnblockAsync(string chat, CancellationToken cancellationToken = default) =>
        _contacts.UnblockAsync(_connection.Session, chat, cancellationToken);

    /// <summary>Marks everything in the chat read and tells the sender.</summary>
    public Task<Outcome> MarkReadAsync(string chat, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chat);
        return KickAsync(_letters.MarkReadAsync(chat, cancellationToken));
    }

    /// <summary>The safety number of a chat: 60 digits, the same on both sides; null before there was a session. Takes some 10 ms of computing.</summary>
    public Task<string?> SafetyNumberAsync(string chat, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chat);
        return Safety.NumberAsync(_core, chat, cancellationToken);
    }

    /// <summary>The events as a stream, from now on; ends with the token.</summary>
    public async IAsyncEnumerable<ClientEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ClientEvent>();
        void Pass(ClientEvent change) => channel.Writer.TryWrite(change);
        Changed += Pass;
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return change;
            }
        }
        finally
        {
            Changed -= Pass;
        }
    }

    /// <summary>Disconnects and closes the store. May be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _connection.DisposeAsync();
        await _core.DisposeAsync();
    }

    private async Task<TOutcome> KickAsync<TOutcome>(Task<TOutcome> task)
    {
        var outcome = await task;
        _pump.Kick();
        return outcome;
    }

    private async Task<TOutcome> TellStatusAsync<TOutcome>(Task<TOutcome> task)
    {
        var before = Status;
        var outcome = await task;
        if (Status != before)
        {
            _core.Tell(new ConnectionChanged(Status));
        }

        return outcome;
    }
}
