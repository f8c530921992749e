using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tombolo.Client;
using Tombolo.Client.Storage;
using Tombolo.Interop.Development;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Json;

namespace Tombolo.Scenarios.Tests.Stage;

/// <summary>A person with a phone. What they do is done by the real client; what they see is waited for and named when it does not come.</summary>
internal sealed class Actor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _somethingHappened = new(0);
    private readonly Theatre _theatre;

    public Actor(string name, MemoryStore store, Messenger phone, Theatre theatre)
    {
        Name = name;
        Store = store;
        Phone = phone;
        _theatre = theatre;
        phone.Changed += _ => _somethingHappened.Release();
    }

    public string Name { get; }

    public MemoryStore Store { get; }

    public Messenger Phone { get; }

    /// <summary>For a Wren user: the address they are signed in with.</summary>
    public string? Email { get; init; }

    public string Address => Phone.Me!.Address;

    public Peer AsPeer => Phone.Me!.Identifier is { } shown
        ? Peer.OfIdentifier(shown.Type, shown.Value, shown.Partner)
        : throw new InvalidOperationException($"{Name} does not know the own identifier yet");

    public async Task RegistersAsync(string number)
    {
        var started = await Phone.RegisterAsync(number);
        Assert.True(started.Succeeded, $"{Name} could not register: {started.Refusal?.Code}");
        var outbox = await _theatre.Http.GetFromJsonAsync(
            new Uri(_theatre.Server, "/dev/outbox.json?number=" + Uri.EscapeDataString(started.Value.Number)), InteropJson.Default.OutboxDocument);
        Succeeded(await Phone.VerifyAsync(outbox!.Messages[0].Code), "verify the code");
    }

    public Task EnlistsAsync(string email) => EnlistsWithAsync(_theatre.IdentityToken(email, Phone.IdentityThumbprint, TokenPurposes.Enlist));

    public async Task EnlistsWithAsync(string token) => Succeeded(await Phone.EnlistAsync(token), "enlist");

    public async Task GoesOnlineAsync()
    {
        Succeeded(await Phone.ConnectAsync(), "log in");
        await SeesAsync("own identifier", () => Phone.Me?.Identifier is not null);
    }

    /// <summary>The app is closed and opened again: only what is stored survives.</summary>
    public async Task<Actor> RestartsAsync()
    {
        await Phone.DisposeAsync();
        return await _theatre.ActorAsync(Name, Store, email: Email);
    }

    /// <summary>Everything the phone knew about its sessions is gone.</summary>
    public async Task LosesSessionsAsync()
    {
        var sessions = await Store.ListAsync("sessions", CancellationToken.None);
        Assert.NotEmpty(sessions);
        await Store.CommitAsync([.. sessions.Select(session => new StoreWrite("sessions", session.Key, null))], CancellationToken.None);
    }

    /// <summary>The login token is of no use any more.</summary>
    public async Task LosesLoginTokenAsync()
    {
        var record = JsonNode.Parse(await Store.ReadAsync("device", "self", CancellationToken.None))!;
        record["loginToken"] = "expired";
        await Store.CommitAsync([new StoreWrite("device", "self", JsonSerializer.SerializeToUtf8Bytes(record))], CancellationToken.None);
    }

    public Task GoesOfflineAsync() => Phone.DisconnectAsync();

    public async Task TurnsThirdPartyChatsAsync(bool on, string partner = "wren") =>
        Succeeded(await Phone.SetThirdPartyChatsAsync(on, on ? [partner] : [], InboxStyle.Separate), "set third-party chats");

    public async Task<SentMessage> WritesAsync(Actor to, string text)
    {
        var sent = await Phone.SendAsync(to.AsPeer, text);
        Succeeded(sent, $"write to {to.Name}");
        return sent.Value!;
    }

    public async Task<Refusal> CannotWriteAsync(Actor to, string text)
    {
        var sent = await Phone.SendAsync(to.AsPeer, text);
        Assert.False(sent.Succeeded, $"{Name} could write to {to.Name}");
        return sent.Refusal!;
    }

    public async Task AcceptsAsync(Actor stranger) => Succeeded(await Phone.AcceptAsync(stranger.Address), $"accept {stranger.Name}");

    public async Task DeclinesAsync(Actor stranger) => Succeeded(await Phone.DeclineAsync(stranger.Address), $"decline {stranger.Name}");

    public async Task BlocksAsync(Actor stranger) => Succeeded(await Phone.BlockAsync(stranger.Address), $"block {stranger.Name}");

    public async Task UnblocksAsync(Actor contact) => Succeeded(await Phone.UnblockAsync(contact.Address), $"unblock {contact.Name}");

    public async Task ReadsAsync(Actor from) => Succeeded(await Phone.MarkReadAsync(from.Address), $"read {from.Name}'s messages");

    public async Task<ContactRequest> SeesRequestAsync(Actor from, int messages = 1)
    {
        await SeesAsync($"a request of {messages} message(s) from {from.Name}", () => RequestOf(from)?.Messages.Count == messages);
        return RequestOf(from)!;
    }

    public Task SeesTextAsync(Actor from, string text) => SeesAsync(
        $"'{text}' from {from.Name}",
        async () => (await ThreadAsync(from)).Any(entry => entry.Text == text && entry.Direction == EntryDirection.Incoming));

    public Task SeesStateAsync(Actor to, SentMessage message, EntryState state) => SeesAsync(
        $"message {message.Id[..6]} {state}",
        async () => (await ThreadAsync(to)).Single(entry => entry.Id == message.Id).State == state,
        async () => (await ThreadAsync(to)).Single(entry => entry.Id == message.Id).State.ToString());

    public Task SeesNoticeAsync(Actor chat, NoticeKind kind) => SeesAsync(
        $"the notice {kind} in the chat with {chat.Name}",
        async () => (await ThreadAsync(chat)).Any(entry => entry.Notice == kind));

    public Task<IReadOnlyList<ChatEntry>> ThreadAsync(Actor with) => Phone.MessagesAsync(with.Address, limit: 1000);

    public async Task<IReadOnlyList<string>> TextsAsync(Actor with) =>
        [.. (await ThreadAsync(with)).Where(entry => entry.Kind == EntryKind.Message).Select(entry => entry.Text)];

    public Chat ChatWith(Actor other) => Phone.Chats.Single(chat => chat.Id == other.Address);

    public Task SeesStatusAsync(MessengerStatus status) => SeesAsync($"status {status}", () => Phone.Status == status);

    public Task SeesAsync(string what, Func<bool> isThere) => SeesAsync(what, () => Task.FromResult(isThere()));

    public ValueTask DisposeAsync() => Phone.DisposeAsync();

    private ContactRequest? RequestOf(Actor from) => Phone.Requests.FirstOrDefault(request => request.Id == from.Address);

    private async Task SeesAsync(string what, Func<Task<bool>> isThere, Func<Task<string>>? instead = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (!await isThere())
            {
                await _somethingHappened.WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{Name} waited {Patience.TotalSeconds} s and did not see {what}" + (instead is null ? "" : $" but {await instead()}"));
        }
    }

    private void Succeeded<TValue>(Outcome<TValue> outcome, string what)
        where TValue : class => Assert.True(outcome.Succeeded, $"{Name} could not {what}: {outcome.Refusal?.Code}");

    private void Succeeded(Outcome outcome, string what) => Assert.True(outcome.Succeeded, $"{Name} could not {what}: {outcome.Refusal?.Code}");
}
