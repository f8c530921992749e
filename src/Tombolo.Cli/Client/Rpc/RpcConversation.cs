using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Tombolo.Cli.Client.Shapes;
using Tombolo.Client;

namespace Tombolo.Cli.Client.Rpc;

/// <summary>One conversation over a pair of streams: requests are done one after the other, notifications come in between.</summary>
internal static class RpcConversation
{
    private static readonly TimeSpan TimeToDrain = TimeSpan.FromSeconds(5);

    /// <summary>Talks until the input ends or the token says so.</summary>
    public static async Task RunAsync(ClientDevice device, Stream input, Stream output, CancellationToken cancellationToken)
    {
        using var writer = new LineWriter(output);
        var reader = new LineReader(input);
        var dispatcher = new RpcDispatcher(RpcTable.Methods(new RpcActions(device)));
        var events = Channel.CreateUnbounded<ClientEvent>();
        void Pass(ClientEvent change) => events.Writer.TryWrite(change);
        device.Changed += Pass;
        var telling = TellAsync(writer, events.Reader);
        try
        {
            while (await reader.ReadAsync(cancellationToken) is { } line)
            {
                var blank = line.All(value => value is (byte)' ' or (byte)'\r' or (byte)'\t');
                if (!blank && await dispatcher.AnswerAsync(line, cancellationToken) is { } reply)
                {
                    await writer.WriteAsync(reply);
                }
            }

            await DrainAsync(device, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The caller has gone, or wants us to.
        }
        finally
        {
            device.Changed -= Pass;
            events.Writer.Complete();
            await telling;
        }
    }

    /// <summary>A script that writes and ends its input means that the message goes out.</summary>
    private static async Task DrainAsync(ClientDevice device, CancellationToken cancellationToken)
    {
        if (device.Messenger.Status != MessengerStatus.Online)
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeToDrain);
        await device.Messenger.DrainAsync(patience.Token);
    }

    private static async Task TellAsync(LineWriter writer, ChannelReader<ClientEvent> events)
    {
        try
        {
            await foreach (var change in events.ReadAllAsync())
            {
                if (Notification(change) is var (name, parameters))
                {
                    await writer.WriteAsync(new JsonObject
                    {
                        ["jsonrpc"] = "2.0",
                        ["method"] = name,
                        ["params"] = JsonSerializer.SerializeToNode(parameters, parameters.GetType(), RpcJson.Options),
                    });
                }
            }
        }
        catch (IOException)
        {
            // The caller has gone; there is nobody left to tell.
        }
    }

    private static (string Name, object Parameters)? Notification(ClientEvent change) => change switch
    {
        MessageReceived received => ("message", new MessageNotice(received.Chat, received.Entry)),
        MessageChanged { Entry: { Direction: EntryDirection.Outgoing } entry } => ("receipt", new ReceiptNotice(entry.Chat, entry.Id, entry.State, entry.Failure)),
        RequestReceived received => ("request", received.Request),
        KeyChanged changed => ("keyChanged", new KeyChangedNotice(changed.Chat, changed.Entry)),
        ConnectionChanged changed => ("connection", new ConnectionNotice(changed.Status, changed.Reason is null ? null : RefusalData.Of(changed.Reason))),
        _ => null,
    };
}
