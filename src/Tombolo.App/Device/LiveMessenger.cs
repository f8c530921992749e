using Tombolo.Client;

namespace Tombolo.App.Device;

/// <summary>The SDK behind the screens.</summary>
/// <param name="messenger">Owned from here on.</param>
internal sealed class LiveMessenger(Messenger messenger) : IMessenger
{
    public event Action<ClientEvent>? Happened
    {
        add => messenger.Changed += value;
        remove => messenger.Changed -= value;
    }

    public MessengerStatus Status => messenger.Status;

    public Account? Me => messenger.Me;

    public ThirdPartyChats? ThirdPartyChats => messenger.ThirdPartyChats;

    public IReadOnlyList<Chat> Chats => messenger.Chats;

    public IReadOnlyList<ContactRequest> Requests => messenger.Requests;

    public string IdentityThumbprint => messenger.IdentityThumbprint;

    public async Task<Refusal?> RegisterAsync(string number, CancellationToken cancellationToken) =>
        (await messenger.RegisterAsync(number, cancellationToken)).Refusal;

    public async Task<Refusal?> VerifyAsync(string code, CancellationToken cancellationToken) =>
        (await messenger.VerifyAsync(code, cancellationToken)).Refusal;

    public async Task<Refusal?> EnlistAsync(string identityToken, CancellationToken cancellationToken) =>
        (await messenger.EnlistAsync(identityToken, cancellationToken)).Refusal;

    public async Task<Refusal?> ConnectAsync(CancellationToken cancellationToken) =>
        (await messenger.ConnectAsync(cancellationToken)).Refusal;

    public void Nudge() => messenger.Nudge();

    public async Task<Refusal?> LoadThirdPartyChatsAsync(CancellationToken cancellationToken) =>
        (await messenger.GetThirdPartyChatsAsync(cancellationToken)).Refusal;

    public async Task<Refusal?> SetThirdPartyChatsAsync(bool enabled, IReadOnlyList<string> partners, InboxStyle inbox, CancellationToken cancellationToken) =>
        (await messenger.SetThirdPartyChatsAsync(enabled, partners, inbox, cancellationToken)).Refusal;

    public Task<Outcome<SentMessage>> SendAsync(Peer to, string text, CancellationToken cancellationToken) =>
        messenger.SendAsync(to, text, cancellationToken);

    public Task<IReadOnlyList<ChatEntry>> MessagesAsync(string chat, int limit, CancellationToken cancellationToken) =>
        messenger.MessagesAsync(chat, limit, cancellationToken);

    public Task MarkReadAsync(string chat, CancellationToken cancellationToken) => messenger.MarkReadAsync(chat, cancellationToken);

    public async Task<Refusal?> AcceptAsync(string request, CancellationToken cancellationToken) =>
        (await messenger.AcceptAsync(request, cancellationToken)).Refusal;

    public async Task<Refusal?> DeclineAsync(string request, CancellationToken cancellationToken) =>
        (await messenger.DeclineAsync(request, cancellationToken)).Refusal;

    public async Task<Refusal?> BlockAsync(string person, CancellationToken cancellationToken) =>
        (await messenger.BlockAsync(person, cancellationToken)).Refusal;

    public async Task<Refusal?> UnblockAsync(string person, CancellationToken cancellationToken) =>
        (await messenger.UnblockAsync(person, cancellationToken)).Refusal;

    public Task<string?> SafetyNumberAsync(string chat, CancellationToken cancellationToken) =>
        messenger.SafetyNumberAsync(chat, cancellationToken);

    public ValueTask DisposeAsync() => messenger.DisposeAsync();
}
