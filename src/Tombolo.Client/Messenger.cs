using System.Threading.Channels;
using Tombolo.Client.Storage;
using Tombolo.Interop.Registration;

namespace Tombolo.Client;

/// <summary>One device of one person: everything an app needs. Safe from several threads; in a browser there is one.</summary>
public sealed class Messenger : IAsyncDisposable
{
    private readonly IClientStore _store;
    private readonly MessengerOptions _options;

    private Messenger(IClientStore store, MessengerOptions options)
    {
        _store = store;
        _options = options;
    }

    /// <summary>Raised after each change was saved. Handlers return quickly and do not throw.</summary>
    public event Action<ClientEvent>? Changed;

    /// <summary>Where the device stands.</summary>
    public MessengerStatus Status { get; private set; }

    /// <summary>Who this device is; null before registration.</summary>
    public Account? Me { get; private set; }

    /// <summary>RFC 7638 thumbprint of the device's identity key, for the partner's token request.</summary>
    public string IdentityThumbprint => throw Unfinished();

    /// <summary>The last known setting; null before the first answer of the host.</summary>
    public ThirdPartyChats? ThirdPartyChats { get; private set; }

    /// <summary>The chats, newest first.</summary>
    public IReadOnlyList<Chat> Chats { get; private set; } = [];

    /// <summary>Open contact requests, newest first.</summary>
    public IReadOnlyList<ContactRequest> Requests { get; private set; } = [];

    /// <summary>Opens the device that the store remembers, or a new one. The messenger owns the store from here on.</summary>
    public static Task<Messenger> OpenAsync(IClientStore store, MessengerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        return Task.FromResult(new Messenger(store, options));
    }

    /// <summary>Asks the host to send a one-time code to a phone number.</summary>
    public Task<Outcome<RegistrationStarted>> RegisterAsync(string number, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Shows the code and registers the device; chats of an earlier registration stay.</summary>
    public Task<Outcome<Account>> VerifyAsync(string code, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Enlists a partner user: <c>JWT</c>, or in development <c>JWT#private key</c>.</summary>
    public Task<Outcome<Account>> EnlistAsync(string identityToken, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Logs in and stays connected until <see cref="DisconnectAsync"/>; completes with the first login or its refusal.</summary>
    public Task<Outcome> ConnectAsync(CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Ends the connection; the outbox keeps what is not acknowledged.</summary>
    public Task DisconnectAsync(CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Asks the host for the setting.</summary>
    public Task<Outcome<ThirdPartyChats>> GetThirdPartyChatsAsync(CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Changes the setting.</summary>
    /// <param name="enabled">On or off.</param>
    /// <param name="partners">Ids of the partners to tick; all others are unticked.</param>
    /// <param name="inbox">Where the chats stand.</param>
    /// <param name="cancellationToken">Gives up waiting; the host may still have done it.</param>
    public Task<Outcome<ThirdPartyChats>> SetThirdPartyChatsAsync(bool enabled, IReadOnlyList<string> partners, InboxStyle inbox, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Saves a message in the outbox and returns; it is sent when it can be. A new person is looked up first.</summary>
    public Task<Outcome<SentMessage>> SendAsync(Peer to, string text, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>The newest entries of a chat or request, oldest of them first.</summary>
    public Task<IReadOnlyList<ChatEntry>> MessagesAsync(string chat, int limit = 200, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Takes the stranger as a contact; delivered receipts go out from now on.</summary>
    public Task<Outcome> AcceptAsync(string requestId, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Puts the request away; the stranger learns nothing.</summary>
    public Task<Outcome> DeclineAsync(string requestId, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Puts the request or chat away and discards whatever follows; holds on this service only.</summary>
    public Task<Outcome> BlockAsync(string requestId, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>Marks everything in the chat read and tells the sender.</summary>
    public Task<Outcome> MarkReadAsync(string chat, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>The safety number of a chat: 60 digits, the same on both sides; null before there was a session.</summary>
    public Task<string?> SafetyNumberAsync(string chat, CancellationToken cancellationToken = default) => throw Unfinished();

    /// <summary>The events as a stream, from now on; ends with the messenger or the token.</summary>
    public async IAsyncEnumerable<ClientEvent> EventsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ClientEvent>();
        void Pass(ClientEvent change) => channel.Writer.TryWrite(change);
        Changed += Pass;
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            Changed -= Pass;
        }
    }

    /// <summary>Disconnects and closes the store.</summary>
    public ValueTask DisposeAsync()
    {
        Changed?.Invoke(new ConnectionChanged(MessengerStatus.Offline));
        return _store.DisposeAsync();
    }

    private InvalidOperationException Unfinished() => new("Not built yet on " + _options.Platform);
}
