using Tombolo.App.Device;
using Tombolo.Client;

namespace Tombolo.App.Tests.Device;

/// <summary>A messenger in memory, for screens alone: what is asked of it is written down, what it answers a test sets.</summary>
internal sealed class FakeMessenger : IMessenger
{
    private readonly Dictionary<string, List<ChatEntry>> _threads = [];

    public event Action<ClientEvent>? Happened;

    public MessengerStatus Status { get; set; } = MessengerStatus.Online;

    public Account? Me { get; set; } = new()
    {
        Address = "alice@localhost",
        DeviceId = 1,
        Identifier = new PeerIdentifier("phone", "+34600000001"),
    };

    public ThirdPartyChats? ThirdPartyChats { get; set; } = new(false, InboxStyle.Separate, [new PartnerChoice("wren", "Wren", "email", false)]);

    public List<Chat> Chats { get; } = [];

    public List<ContactRequest> Requests { get; } = [];

    IReadOnlyList<Chat> IMessenger.Chats => Chats;

    IReadOnlyList<ContactRequest> IMessenger.Requests => Requests;

    public string IdentityThumbprint => "thumbprint";

    /// <summary>What was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The next answer to anything that may be refused.</summary>
    public Refusal? NextRefusal { get; set; }

    public string? SafetyNumber { get; set; }

    /// <summary>Completed to let a send finish; null answers at once.</summary>
    public TaskCompletionSource? SendGate { get; set; }

    /// <summary>Completed to let the messenger close; null closes at once.</summary>
    public TaskCompletionSource? CloseGate { get; set; }

    public void Raise(ClientEvent happened) => Happened?.Invoke(happened);

    public void Add(ChatEntry entry)
    {
        if (!_threads.TryGetValue(entry.Chat, out var thread))
            _threads[entry.Chat] = thread = [];
        thread.Add(entry);
    }

    public Task<Refusal?> RegisterAsync(string number, CancellationToken cancellationToken) => AnswerAsync($"register {number}");

    public async Task<Refusal?> VerifyAsync(string code, CancellationToken cancellationToken)
    {
        var refusal = await AnswerAsync($"verify {code}");
        if (refusal is null)
            Me = new Account { Address = "alice@localhost", DeviceId = 1, Identifier = new PeerIdentifier("phone", "+34600000001") };
        return refusal;
    }

    public Task<Refusal?> EnlistAsync(string identityToken, CancellationToken cancellationToken) => AnswerAsync($"enlist {identityToken}");

    public Task<Refusal?> ConnectAsync(CancellationToken cancellationToken) => AnswerAsync("connect");

    public void Nudge() => Asked.Add("nudge");

    public Task<Refusal?> LoadThirdPartyChatsAsync(CancellationToken cancellationToken) => Task.FromResult<Refusal?>(null);

    public async Task<Refusal?> SetThirdPartyChatsAsync(bool enabled, IReadOnlyList<string> partners, InboxStyle inbox, CancellationToken cancellationToken)
    {
        var refusal = await AnswerAsync($"set {(enabled ? "on" : "off")} [{string.Join(',', partners)}] {inbox}");
        if (refusal is null)
            ThirdPartyChats = new(enabled, inbox, [.. ThirdPartyChats!.Partners.Select(partner => partner with { Enabled = partners.Contains(partner.Id) })]);
        return refusal;
    }

    public async Task<Outcome<SentMessage>> SendAsync(Peer to, string text, CancellationToken cancellationToken)
    {
        var refusal = await AnswerAsync($"send {to.Chat ?? to.Identifier!.Value} {text}");
        if (SendGate is not null)
            await SendGate.Task;
        if (refusal is not null)
            return refusal;
        var chat = to.Chat ?? $"{to.Identifier!.Value}@found";
        var entry = Entries.Mine(chat, text, EntryState.Queued);
        Add(entry);
        Raise(new MessageChanged(entry));
        return new SentMessage(entry.Id, chat);
    }

    public Task<IReadOnlyList<ChatEntry>> MessagesAsync(string chat, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ChatEntry>>([.. _threads.GetValueOrDefault(chat, [])]);

    public Task MarkReadAsync(string chat, CancellationToken cancellationToken)
    {
        var index = Chats.FindIndex(known => known.Id == chat);
        Chats[index] = Chats[index] with { Unread = 0 };
        return AnswerAsync($"read {chat}");
    }

    public Task<Refusal?> AcceptAsync(string request, CancellationToken cancellationToken) => AnswerAsync($"accept {request}");

    public Task<Refusal?> DeclineAsync(string request, CancellationToken cancellationToken) => AnswerAsync($"decline {request}");

    public Task<Refusal?> BlockAsync(string person, CancellationToken cancellationToken) => AnswerAsync($"block {person}");

    public Task<Refusal?> UnblockAsync(string person, CancellationToken cancellationToken) => AnswerAsync($"unblock {person}");

    public Task<string?> SafetyNumberAsync(string chat, CancellationToken cancellationToken) => Task.FromResult(SafetyNumber);

    public async ValueTask DisposeAsync()
    {
        Asked.Add("close");
        if (CloseGate is not null)
            await CloseGate.Task;
    }

    private Task<Refusal?> AnswerAsync(string asked)
    {
        Asked.Add(asked);
        var refusal = NextRefusal;
        NextRefusal = null;
        return Task.FromResult(refusal);
    }
}
