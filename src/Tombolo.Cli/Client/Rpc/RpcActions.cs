using System.Text.Json.Nodes;
using Tombolo.Cli.Client.Shapes;
using Tombolo.Client;
using Tombolo.Interop.Registration;

namespace Tombolo.Cli.Client.Rpc;

/// <summary>What each method does: parameters in, a call of the messenger, result or refusal out.</summary>
internal sealed class RpcActions(ClientDevice device)
{
    private static readonly Done Finished = new();

    private Messenger Messenger => device.Messenger;

    public async Task<RegistrationStarted> RegisterAsync(RegisterParameters parameters, CancellationToken cancellationToken)
    {
        var (server, phone) = parameters;
        await device.UseAsync(Checked(server), cancellationToken);
        return Value(await Messenger.RegisterAsync(phone, cancellationToken));
    }

    public async Task<Account> VerifyAsync(VerifyParameters parameters, CancellationToken cancellationToken) =>
        Value(await Messenger.VerifyAsync(parameters.Code, cancellationToken));

    public async Task<Account> EnlistAsync(EnlistParameters parameters, CancellationToken cancellationToken)
    {
        var (server, token) = parameters;
        await device.UseAsync(Checked(server), cancellationToken);
        return Value(await Messenger.EnlistAsync(token, cancellationToken));
    }

    public Task<IdentityResult> IdentityAsync(NoParameters parameters, CancellationToken cancellationToken) =>
        Task.FromResult(new IdentityResult(Messenger.IdentityThumbprint));

    public async Task<StatusResult> LoginAsync(NoParameters parameters, CancellationToken cancellationToken)
    {
        Require(await Messenger.ConnectAsync(cancellationToken));
        return new StatusResult(Messenger.Status, Messenger.Me);
    }

    public async Task<Done> LogoutAsync(NoParameters parameters, CancellationToken cancellationToken)
    {
        await Messenger.DisconnectAsync(cancellationToken);
        return Finished;
    }

    public Task<StatusResult> StatusAsync(NoParameters parameters, CancellationToken cancellationToken) =>
        Task.FromResult(new StatusResult(Messenger.Status, Messenger.Me));

    public async Task<ThirdPartyChats> SettingAsync(NoParameters parameters, CancellationToken cancellationToken) =>
        Value(await Messenger.GetThirdPartyChatsAsync(cancellationToken));

    public async Task<ThirdPartyChats> SetAsync(SettingParameters parameters, CancellationToken cancellationToken)
    {
        var (enabled, partners, inbox) = parameters;
        return Value(await Messenger.SetThirdPartyChatsAsync(enabled, partners, inbox, cancellationToken));
    }

    public async Task<SentMessage> SendAsync(SendParameters parameters, CancellationToken cancellationToken)
    {
        var peer = parameters switch
        {
            { To: { } to, Chat: null } => Peer.OfIdentifier(to.Type, to.Value, to.Partner),
            { To: null, Chat: { Length: > 0 } chat } => Peer.OfChat(chat),
            _ => throw RpcException.InvalidParameters("Give either to or chat."),
        };
        return Value(await Messenger.SendAsync(peer, parameters.Text, cancellationToken));
    }

    public Task<IReadOnlyList<ContactRequest>> RequestsAsync(NoParameters parameters, CancellationToken cancellationToken) => Task.FromResult(Messenger.Requests);

    public async Task<Done> AcceptAsync(RequestParameters parameters, CancellationToken cancellationToken) =>
        Require(await Messenger.AcceptAsync(parameters.Id, cancellationToken));

    public async Task<Done> DeclineAsync(RequestParameters parameters, CancellationToken cancellationToken) =>
        Require(await Messenger.DeclineAsync(parameters.Id, cancellationToken));

    public async Task<Done> BlockAsync(RequestParameters parameters, CancellationToken cancellationToken) =>
        Require(await Messenger.BlockAsync(parameters.Id, cancellationToken));

    public async Task<Done> UnblockAsync(ChatParameters parameters, CancellationToken cancellationToken) =>
        Require(await Messenger.UnblockAsync(parameters.Chat, cancellationToken));

    public Task<IReadOnlyList<Chat>> ChatsAsync(NoParameters parameters, CancellationToken cancellationToken) => Task.FromResult(Messenger.Chats);

    public async Task<IReadOnlyList<ChatEntry>> MessagesAsync(MessagesParameters parameters, CancellationToken cancellationToken)
    {
        var (chat, limit) = parameters;
        return limit > 0 ? await Messenger.MessagesAsync(chat, limit, cancellationToken) : throw RpcException.InvalidParameters("The limit is 1 or more.");
    }

    public async Task<Done> MarkReadAsync(ChatParameters parameters, CancellationToken cancellationToken) =>
        Require(await Messenger.MarkReadAsync(parameters.Chat, cancellationToken));

    public async Task<SafetyNumberResult> SafetyNumberAsync(ChatParameters parameters, CancellationToken cancellationToken) =>
        new(await Messenger.SafetyNumberAsync(parameters.Chat, cancellationToken));

    // Not static, though it could be: the library calls methods of an object.
#pragma warning disable CA1822
    public Task<JsonObject> DiscoverAsync(NoParameters parameters, CancellationToken cancellationToken) => Task.FromResult(OpenRpc.Document());
#pragma warning restore CA1822

    private static Uri Checked(Uri server) =>
        server is { IsAbsoluteUri: true, Scheme: "https" } || (server is { IsAbsoluteUri: true, Scheme: "http" } && server.IsLoopback)
            ? server
            : throw RpcException.InvalidParameters("The server is an https URL, or http on this machine.");

    private static TValue Value<TValue>(Outcome<TValue> outcome)
        where TValue : class => outcome.Succeeded ? outcome.Value : throw RpcException.Of(outcome.Refusal);

    private static Done Require(Outcome outcome) => outcome.Succeeded ? Finished : throw RpcException.Of(outcome.Refusal);
}
