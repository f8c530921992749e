using Tombolo.Client;

namespace Tombolo.App.Device;

/// <summary>What the screens ask of the SDK; <see cref="LiveMessenger"/> passes it on. Being an interface it lets screens be tested alone.</summary>
internal interface IMessenger : IAsyncDisposable
{
    /// <summary>See <see cref="Client.Messenger.Changed"/>.</summary>
    event Action<ClientEvent>? Happened;

    MessengerStatus Status { get; }

    Account? Me { get; }

    ThirdPartyChats? ThirdPartyChats { get; }

    IReadOnlyList<Chat> Chats { get; }

    IReadOnlyList<ContactRequest> Requests { get; }

    string IdentityThumbprint { get; }

    Task<Refusal?> RegisterAsync(string number, CancellationToken cancellationToken);

    Task<Refusal?> VerifyAsync(string code, CancellationToken cancellationToken);

    Task<Refusal?> EnlistAsync(string identityToken, CancellationToken cancellationToken);

    Task<Refusal?> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>The network may be back: do not wait for the next try.</summary>
    void Nudge();

    Task<Refusal?> LoadThirdPartyChatsAsync(CancellationToken cancellationToken);

    Task<Refusal?> SetThirdPartyChatsAsync(bool enabled, IReadOnlyList<string> partners, InboxStyle inbox, CancellationToken cancellationToken);

    Task<Outcome<SentMessage>> SendAsync(Peer to, string text, CancellationToken cancellationToken);

    Task<IReadOnlyList<ChatEntry>> MessagesAsync(string chat, int limit, CancellationToken cancellationToken);

    Task MarkReadAsync(string chat, CancellationToken cancellationToken);

    Task<Refusal?> AcceptAsync(string request, CancellationToken cancellationToken);

    Task<Refusal?> DeclineAsync(string request, CancellationToken cancellationToken);

    Task<Refusal?> BlockAsync(string person, CancellationToken cancellationToken);

    Task<Refusal?> UnblockAsync(string person, CancellationToken cancellationToken);

    Task<string?> SafetyNumberAsync(string chat, CancellationToken cancellationToken);
}
