using Tombolo.Client.Conversations;
using Tombolo.Client.Outbox;
using Tombolo.Client.Storage;
using Tombolo.Signal;

namespace Tombolo.Client.Device;

/// <summary>
/// The one door to everything the device remembers. Whoever changes something holds the gate, writes through a
/// <see cref="Change"/>, and never waits for the network meanwhile.
/// </summary>
internal sealed class DeviceCore : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly DeviceState _state;
    private readonly Lock _drainGate = new();
    private TaskCompletionSource? _drained;
    private Dictionary<string, ChatRecord> _chatRecords;

    private DeviceCore(IClientStore store, MessengerOptions options, DeviceState state)
    {
        Store = store;
        Options = options;
        _state = state;
        _chatRecords = new Dictionary<string, ChatRecord>(state.Chats, StringComparer.Ordinal);
        Identity = IdentityKeyPair.Deserialize(state.Device.IdentityKeyPair);
        Chats = ChatList.Of(state);
        Requests = RequestList.Of(state);
        Outbox = [.. state.Outbox.Values];
    }

    public event Action<ClientEvent>? Changed;

    public IClientStore Store { get; }

    public MessengerOptions Options { get; }

    public TimeProvider Time => Options.Time;

    public IdentityKeyPair Identity { get; private set; }

    public DeviceRecord Device => _state.Device;

    public IReadOnlyList<Chat> Chats { get; private set; }

    public IReadOnlyList<ContactRequest> Requests { get; private set; }

    /// <summary>What waits to be sent or acknowledged, oldest first.</summary>
    public IReadOnlyList<OutboxRecord> Outbox { get; private set; }

    /// <summary>Completes when nothing waits to be sent or acknowledged any more.</summary>
    public Task WhenOutboxEmpty()
    {
        lock (_drainGate)
        {
            return Outbox.Count == 0 ? Task.CompletedTask : (_drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public ChatRecord? FindChat(string address) => Volatile.Read(ref _chatRecords).GetValueOrDefault(address);

    public static async Task<DeviceCore> OpenAsync(IClientStore store, MessengerOptions options, CancellationToken cancellationToken)
    {
        var state = await DeviceLoader.LoadAsync(store, cancellationToken);
        return new DeviceCore(store, options, state);
    }

    /// <summary>Runs a step alone: what it gathers in the change is saved when it returns true.</summary>
    public async Task<TResult> StepAsync<TResult>(Func<Change, Task<TResult>> step, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var change = new Change(_state, Store);
            var result = await step(change);
            await ApplyAsync(change, cancellationToken);
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc cref="StepAsync{TResult}"/>
    public Task StepAsync(Func<Change, Task> step, CancellationToken cancellationToken) => StepAsync(
        async change =>
        {
            await step(change);
            return true;
        },
        cancellationToken);

    /// <inheritdoc cref="StepAsync{TResult}"/>
    public Task StepAsync(Action<Change> step, CancellationToken cancellationToken) => StepAsync(
        change =>
        {
            step(change);
            return Task.FromResult(true);
        },
        cancellationToken);

    /// <summary>Tells of something that is not stored.</summary>
    public void Tell(ClientEvent change) => Changed?.Invoke(change);

    public async ValueTask DisposeAsync()
    {
        Identity.Dispose();
        _gate.Dispose();
        await Store.DisposeAsync();
    }

    private async Task ApplyAsync(Change change, CancellationToken cancellationToken)
    {
        if (change.Writes.Count > 0)
        {
            await Store.CommitAsync(change.Writes, cancellationToken);
            Remember(change);
        }

        foreach (var happened in change.Events)
        {
            Changed?.Invoke(happened);
        }
    }

    private void Remember(Change change)
    {
        if (!change.Device.IdentityKeyPair.AsSpan().SequenceEqual(_state.Device.IdentityKeyPair))
        {
            Identity.Dispose();
            Identity = IdentityKeyPair.Deserialize(change.Device.IdentityKeyPair);
        }

        _state.Device = change.Device;
        _state.NextOutboxNumber = change.NextOutboxNumber;
        foreach (var (number, record) in change.Outbox)
        {
            if (record is null)
            {
                _state.Outbox.Remove(number);
            }
            else
            {
                _state.Outbox[number] = record;
            }
        }

        if (change.Outbox.Count > 0)
        {
            RememberOutbox();
        }

        if (change.Chats.Count > 0 || change.Entries.Count > 0)
        {
            RememberChats(change);
        }
    }

    private void RememberOutbox()
    {
        lock (_drainGate)
        {
            Outbox = [.. _state.Outbox.Values];
            if (Outbox.Count == 0)
            {
                _drained?.TrySetResult();
                _drained = null;
            }
        }
    }

    private void RememberChats(Change change)
    {
        foreach (var chat in change.Chats.Values)
        {
            _state.Chats[chat.Address] = chat;
        }

        RequestList.Remember(_state, change);
        Chats = ChatList.Of(_state);
        Requests = RequestList.Of(_state);
        Volatile.Write(ref _chatRecords, new Dictionary<string, ChatRecord>(_state.Chats, StringComparer.Ordinal));
    }
}
