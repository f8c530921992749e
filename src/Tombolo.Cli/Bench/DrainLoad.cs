using System.Security.Cryptography;
using System.Text;
using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Cli.Bench;

/// <summary>
/// Fills mailboxes of users that are away, then lets them come: they are bound already when counting begins, so what is counted is fetching
/// and deleting, not logging in.
/// </summary>
internal sealed class DrainLoad(LoadTarget target, int receivers, int messagesEach)
{
    private const int BodyBytes = 400;
    private const int AtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    private readonly LoadLogin _login = new(target);

    public int Messages => receivers * messagesEach;

    /// <summary>Messages for each second of the server's processor time, and how many never came.</summary>
    public async Task<(double PerCpuSecond, int Lost)> RunAsync(IReadOnlyList<int> serverProcesses, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, receivers, parallel, async (user, token) => await FillAsync(user, token).ConfigureAwait(false)).ConfigureAwait(false);
        var connections = new LoadConnection[receivers];
        await Parallel.ForAsync(0, receivers, parallel, async (user, token) =>
            connections[user] = await _login.LogInAsync(user, managed: true, token).ConfigureAwait(false)).ConfigureAwait(false);

        var before = ServerUsage.Of(serverProcesses);
        var fetched = await Task.WhenAll(connections.Select(connection => FetchAsync(connection, cancellationToken))).ConfigureAwait(false);
        await Task.Delay(Settling, cancellationToken).ConfigureAwait(false); // What is deleted late is counted too.
        var after = ServerUsage.Of(serverProcesses);
        foreach (var connection in connections)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        var got = fetched.Sum();
        return (got / Math.Max(0.01, (after.Cpu - before.Cpu).TotalSeconds), Messages - got);
    }

    /// <summary>The sender's acknowledgement says that all of it is kept.</summary>
    private async Task FillAsync(int receiver, CancellationToken cancellationToken)
    {
        await using var sender = await _login.LogInAsync(receivers + receiver, managed: true, cancellationToken).ConfigureAwait(false);
        var body = Convert.ToBase64String(RandomNumberGenerator.GetBytes(BodyBytes * 3 / 4));
        var text = new StringBuilder();
        for (var number = 0; number < messagesEach; number++)
        {
            text.Append($"<message type='chat' to='{LoadTarget.UserName(receiver)}@{target.Domain}' id='m{number}'><body>{body}</body></message>");
        }

        await sender.WriteAsync(text.Append("<r xmlns='urn:xmpp:sm:3'/>").ToString(), cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var element = await sender.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (element.Kind == StanzaKind.Message)
            {
                throw new IOException($"The server did not keep a message: {Encoding.UTF8.GetString(element.Bytes)}");
            }

            if (element.Name.SequenceEqual("a"u8) && element.TryGetAttribute("h"u8, out var handled) && Encoding.UTF8.GetString(handled) == $"{messagesEach}")
            {
                return;
            }
        }
    }

    private async Task<int> FetchAsync(LoadConnection connection, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var (messages, stanzas) = (0, 0);
        try
        {
            await connection.WriteAsync("<presence/>", patience.Token).ConfigureAwait(false);
            while (messages < messagesEach)
            {
                var element = await connection.ReadAsync(patience.Token).ConfigureAwait(false);
                var isAsked = element.Kind == StanzaKind.Nonza && element.Name.SequenceEqual("r"u8);
                stanzas += element.Kind == StanzaKind.Nonza ? 0 : 1;
                messages += element.Kind == StanzaKind.Message ? 1 : 0;
                if (isAsked)
                {
                    await AnswerAsync(connection, stanzas, patience.Token).ConfigureAwait(false);
                }
            }

            await AnswerAsync(connection, stanzas, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What has not come by now is counted as lost.
            return messages;
        }

        return messages;
    }

    private static ValueTask AnswerAsync(LoadConnection connection, int stanzas, CancellationToken cancellationToken) =>
        connection.WriteAsync($"<a xmlns='urn:xmpp:sm:3' h='{stanzas}'/>", cancellationToken);
}
