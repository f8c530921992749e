using System.Text;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;
using Tombolo.Server.Storage;
using Tombolo.Server.Streams;

namespace Tombolo.Server.Routing;

/// <summary>The lanes of one session. Messages of a conversation keep their order; conversations do not wait for each other.</summary>
internal sealed class Conversations(DeviceSession session, SessionServices services)
{
    private const int MaxLanes = 64;
    private const int MaxBatch = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<AccountAddress, ConversationLane> _lanes = [];
    private ConversationLane? _last;
    private string _lastDigest = "";

    /// <summary>The lane to the account in a bare <c>to</c>, given as canonical UTF-8.</summary>
    public ConversationLane GetLane(ReadOnlySpan<byte> to)
    {
        if (_last is { } last && to.SequenceEqual(last.Utf8))
        {
            return last;
        }

        lock (_gate)
        {
            var peer = AccountAddress.Parse(Encoding.UTF8.GetString(to));
            if (!_lanes.TryGetValue(peer, out var lane))
            {
                MakeRoom();
                lane = new ConversationLane(peer, to.ToArray(), services.Grains.Of(peer));
                _lanes.Add(peer, lane);
            }

            return _last = lane;
        }
    }

    /// <summary>The text of a device-list digest; mostly the one of the message before. Called from the reading loop only.</summary>
    public string Intern(ReadOnlySpan<byte> digest)
    {
        if (!Ascii.Equals(digest, _lastDigest))
        {
            _lastDigest = Encoding.UTF8.GetString(digest);
        }

        return _lastDigest;
    }

    /// <summary>Puts a message on its way. Its ticket is settled when it is committed or refused.</summary>
    public void Send(ConversationLane lane, RoutedMessage message)
    {
        lock (_gate)
        {
            lane.Waiting.Add(message);
            if (lane.IsBusy)
            {
                return;
            }

            lane.IsBusy = true;
        }

        // Outside the lock: it takes the receiver's.
        _ = RunAsync(lane);
    }

    /// <summary>The sender's own settings may forbid now what they allowed before.</summary>
    public void FactsChanged()
    {
        lock (_gate)
        {
            foreach (var lane in _lanes.Values)
            {
                lane.IsCleared = false;
            }
        }
    }

    private void MakeRoom()
    {
        if (_lanes.Count < MaxLanes)
        {
            return;
        }

        foreach (var idle in _lanes.Values.Where(lane => !lane.IsBusy).ToArray())
        {
            _lanes.Remove(idle.Peer);
        }
    }

    /// <summary>Never throws: every message it takes is settled.</summary>
    private async Task RunAsync(ConversationLane lane)
    {
        while (Take(lane) is { } batch)
        {
            try
            {
                await DeliverAsync(lane, batch);
            }
            catch (Exception exception)
            {
                StreamLog.RoutingFailed(services.Logger, exception);
                Settle(lane, batch, new DeliveryResult(StorageException.CodeFor(exception)));
            }
        }
    }

    private List<RoutedMessage>? Take(ConversationLane lane)
    {
        lock (_gate)
        {
            var waiting = lane.Waiting;
            if (waiting.Count == 0)
            {
                lane.IsBusy = false;
                return null;
            }

            lane.Waiting = waiting.Count > MaxBatch ? waiting[MaxBatch..] : [];
            return waiting.Count > MaxBatch ? waiting[..MaxBatch] : waiting;
        }
    }

    private async Task DeliverAsync(ConversationLane lane, List<RoutedMessage> batch)
    {
        if (!lane.IsCleared && !session.IsStandard && lane.Peer != session.Device.Account)
        {
            var decision = await ClearAsync(lane, batch);
            if (decision.Verdict != Verdict.Deliver)
            {
                Settle(lane, batch, new DeliveryResult(decision.Code));
                return;
            }
        }

        var messages = new InboundMessage[batch.Count];
        for (var index = 0; index < messages.Length; index++)
        {
            messages[index] = batch[index].Message;
        }

        var started = services.Time.GetTimestamp();
        var results = await services.Ways.DeliverAsync(lane, messages);
        services.Metrics.BatchAccepted(services.Time.GetElapsedTime(started));
        Settle(lane, batch, results);
    }

    private async Task<Decision> ClearAsync(ConversationLane lane, List<RoutedMessage> batch)
    {
        // Writing is accepting. Asking for a repetition or typing is neither: a device may do both before its owner has decided.
        if (!batch.Exists(message => message.Message is { Kind: MessageKind.Encrypted, Ephemeral: false }))
        {
            return ConsentPolicy.DecideSending(session.Facts, services.Options.PartnerOf(lane.Peer));
        }

        lane.IsCleared = true;
        var own = services.Grains.Of(session.Device.Account);
        var decision = await services.Patience.CallAsync(() => own.WritingToAsync(lane.Peer, CancellationToken.None));
        if (decision.Verdict != Verdict.Deliver)
        {
            lane.IsCleared = false;
        }

        return decision;
    }

    private void Settle(ConversationLane lane, List<RoutedMessage> batch, DeliveryResult result) =>
        Settle(lane, batch, [.. Enumerable.Repeat(result, batch.Count)]);

    private void Settle(ConversationLane lane, List<RoutedMessage> batch, DeliveryResult[] results)
    {
        var accepted = 0;
        for (var index = 0; index < results.Length; index++)
        {
            accepted += results[index].Refusal is null ? 1 : 0;
            Settle(lane, batch[index], results[index]);
        }

        services.Metrics.MessagesAccepted(accepted);
    }

    private void Settle(ConversationLane lane, RoutedMessage message, DeliveryResult result)
    {
        if (result.Refusal is { } code)
        {
            services.Metrics.MessageRefused(code);
            session.Charge(code == ErrorCode.NotReachable ? StanzaBudget.NobodyThere : 0);
            session.Answer(Stanzas.MessageError(message.Id, lane.Peer, session.Jid, ToldAs(code), result.Extra));
        }

        session.Settle(message.Ticket);
    }

    /// <summary>Standard clients know what RFC 6121 section 8.5.1 says about somebody who is not there.</summary>
    private ErrorCode ToldAs(ErrorCode code) => session.IsStandard && code == ErrorCode.NotReachable ? ErrorCode.ServiceUnavailable : code;
}
