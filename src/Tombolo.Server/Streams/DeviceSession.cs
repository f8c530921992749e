using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Routing;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Server.Transport;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.StreamManagement;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Streams;

/// <summary>
/// A bound device: outlives its connections while it may be resumed. Holds no rules; it joins what comes in (window, conversations)
/// and what goes out (feed) to whatever connection there is.
/// </summary>
internal sealed class DeviceSession : IDeviceSession, IDisposable
{
    private readonly SessionServices _services;
    private readonly Lock _gate = new();
    private ClientConnection? _connection;
    private long _disconnectedAt;
    private bool _isClosed;
    private int _charges;
    private int _reattachReasons;
    private uint _digests;

    public DeviceSession(DeviceAddress device, Jid jid, SessionServices services)
    {
        _services = services;
        Id = Guid.CreateVersion7(services.Time.GetUtcNow());
        Device = device;
        Jid = jid;
        Utf8 = Encoding.UTF8.GetBytes(jid.ToString());
        Window = new InboundWindow(services.Options.Streams.MaxStanzasInFlight, services.Options.Streams.MaxBytesInFlight);
        Feed = new OutboundFeed(services.Mailboxes, services.Options.Streams, services.Metrics, services.Logger, IsStandard ? FeedKind.Standard : FeedKind.Device) { Overflowed = Overflow };
        Conversations = new Conversations(this, services);
    }

    /// <summary>Grows with time: of two sessions of a device the one with the greater id is the later.</summary>
    public Guid Id { get; }

    public DeviceAddress Device { get; }

    /// <summary>An ordinary XMPP client of the account, not a device.</summary>
    public bool IsStandard => Device.Device == DeviceAddress.StandardClients;

    /// <summary>The full address, as stanzas carry it.</summary>
    public Jid Jid { get; }

    /// <summary>The same in UTF-8.</summary>
    public byte[] Utf8 { get; }

    public long Mailbox { get; private set; }

    public AccountFacts Facts { get; private set; } = null!;

    /// <summary>The <c>identity</c> element that goes on every message of this account.</summary>
    public byte[] IdentityStamp { get; private set; } = [];

    public InboundWindow Window { get; }

    public OutboundFeed Feed { get; }

    public Conversations Conversations { get; }

    /// <summary>Where presence of a standard client goes; null for a device, which has none.</summary>
    public PresenceLane? Presence { get; set; }

    /// <summary>What the client shows to resume; null when it did not ask for it.</summary>
    public string? ResumptionId { get; private set; }

    public bool IsManaged { get; private set; }

    /// <summary>What the registry counts for it while it sleeps.</summary>
    public long HibernatedBytes { get; set; }

    public ClientConnection? Connection
    {
        get
        {
            lock (_gate)
            {
                return _connection;
            }
        }
    }

    /// <summary>One connection at a time takes the session over.</summary>
    public SemaphoreSlim Handover { get; } = new(1, 1);

    /// <summary>The node of the account's grain, as it was when the session was attached last.</summary>
    public SiloAddress? Home { get; private set; }

    /// <summary>When the session was attached last, as a timestamp of the clock.</summary>
    public long AttachedAt { get; private set; }

    /// <summary>What the account's grain told when the session was attached; before it nothing is sent or received.</summary>
    public void Attach(Attachment attachment)
    {
        Home = attachment.Node;
        AttachedAt = _services.Time.GetTimestamp();
        Mailbox = attachment.Mailbox;
        Feed.Attach(attachment.Newest);
        Facts = attachment.Facts;
        IdentityStamp = Stanzas.IdentityStamp(attachment.Facts);
    }

    /// <summary>Turns stream management on; with <paramref name="isResumable"/> the session waits for its client when the connection drops.</summary>
    public void Manage(bool isResumable)
    {
        IsManaged = true;
        ResumptionId = isResumable ? ResumptionNames.New(_services.Nodes.Name) : null;
    }

    /// <summary>Turns stream management on in the middle of a stream (XEP-0198 section 3): both sides count from here.</summary>
    public void ManageFromHere(EnableRequest request)
    {
        Manage(request.Resume);
        Window.StartCounting();
        _services.Sessions.Promise(this);
        var location = Connection is { } connection ? NodeLocation.Of(_services.Options.Node).For(connection.Transport) : null;
        Feed.Manage(new Enabled(ResumptionId, ResumptionId is null ? null : _services.Options.Streams.ResumptionTime, location));
    }

    /// <summary>Joins the session to a connection; what is waiting starts to flow.</summary>
    public void Connect(ClientConnection connection, ConnectionOutput output)
    {
        lock (_gate)
        {
            _connection = connection;
            if (_isClosed)
            {
                connection.End(new StreamError(StreamErrorCondition.Conflict));
                return;
            }
        }

        Feed.Connect(output, Mailbox, IsManaged);
    }

    /// <summary>The connection ended. True when the session waits to be resumed.</summary>
    public bool Disconnect(ClientConnection connection)
    {
        lock (_gate)
        {
            if (_connection != connection)
            {
                return false;
            }

            _connection = null;
            _disconnectedAt = _services.Time.GetTimestamp();
            Feed.Disconnect();
            return ResumptionId is not null && !_isClosed;
        }
    }

    /// <summary>How long there has been no connection; zero while there is one.</summary>
    public TimeSpan DisconnectedFor()
    {
        lock (_gate)
        {
            return _connection is null && _disconnectedAt != 0 ? _services.Time.GetElapsedTime(_disconnectedAt) : TimeSpan.Zero;
        }
    }

    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _isClosed;
            }
        }
    }

    /// <summary>Marks the session as over. True for the caller that did it and has to clean up.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            var first = !_isClosed;
            _isClosed = true;
            return first;
        }
    }

    /// <summary>
    /// A key for a stanza whose client gives it no unique id: so that a cluster, which repeats a call to a node that was lost under way, stores it once. Null for
    /// a host alone, where nothing is repeated. Called from the reading loop only.
    /// </summary>
    public StanzaDigest? NextDigest() => _services.Options.Node.IsClustered
        ? new StanzaDigest(BinaryPrimitives.ReadUInt128BigEndian(Id.ToByteArray(bigEndian: true)) + ++_digests)
        : null;

    /// <summary>There is a reason to attach the session again. True for the caller that has to do it; anybody else's reason makes that one do it once more.</summary>
    public bool TryBeginReattaching() => Interlocked.Increment(ref _reattachReasons) == 1;

    /// <summary>It was attached for so many reasons. False when others came up meanwhile.</summary>
    public bool TryEndReattaching(int reasons) => Interlocked.CompareExchange(ref _reattachReasons, 0, reasons) == reasons;

    public int ReattachReasons => Volatile.Read(ref _reattachReasons);

    /// <summary>The stanza with this ticket has had its effect.</summary>
    public void Settle(long ticket)
    {
        if (Window.Settle(ticket))
        {
            Feed.SendHandled(Window.Handled);
        }
    }

    /// <summary>The peer asks for <c>h</c>: the answer waits until everything before the question is committed.</summary>
    public void AcknowledgeWhenSettled()
    {
        if (Window.Request())
        {
            Feed.SendHandled(Window.Handled);
        }
    }

    /// <summary>Asks a silent client for a sign of life: by what it has acknowledged, or, without stream management, by a ping (XEP-0199).</summary>
    public void AskWhetherThere()
    {
        if (IsManaged)
        {
            Feed.AskHandled();
        }
        else
        {
            Feed.Push(Stanzas.Ping(_services.Options.Domain, Jid));
        }
    }

    /// <summary>The device has saved what it got, up to a number. False when that is no number.</summary>
    public bool Confirm(in StanzaEnvelope confirm)
    {
        if (!confirm.TryGetAttribute("upto"u8, out var value) || !Utf8Parser.TryParse(value, out long upto, out var used) || used != value.Length || upto < 0)
        {
            return false;
        }

        _services.Mailboxes.Confirm(Mailbox, upto);
        Feed.Confirm(upto);
        return true;
    }

    public void Dispose() => Handover.Dispose();

    public void Offer(MailboxEntry entry, long after) => Feed.Offer(entry, after);

    public void Lag() => Feed.Lag();

    public void Reattach() => _services.Reattachments.Begin(this, drawsNear: false);

    public void Push(byte[] stanza) => Feed.Push(stanza);

    /// <summary>A complete stanza that answers one of the client's own; always sent.</summary>
    public void Answer(byte[] stanza) => Feed.Answer(stanza);

    /// <summary>What the client sent turned out to be dearer than it looked; its connection pays with the next stanza.</summary>
    public void Charge(int units) => Interlocked.Add(ref _charges, units);

    /// <summary>Charges since the last call.</summary>
    public int TakeCharges() => Volatile.Read(ref _charges) == 0 ? 0 : Interlocked.Exchange(ref _charges, 0);

    public void FactsChanged(AccountFacts facts)
    {
        Facts = facts;
        IdentityStamp = Stanzas.IdentityStamp(facts);
        Conversations.FactsChanged();
    }

    public void End(SessionEnd reason)
    {
        var error = reason switch
        {
            SessionEnd.Replaced => new StreamError(StreamErrorCondition.Conflict),
            SessionEnd.DeviceRemoved => new StreamError(StreamErrorCondition.NotAuthorized) { Code = Interop.Errors.ErrorCodes.ToWireName(ErrorCode.DeviceUnknown) },
            _ => new StreamError(StreamErrorCondition.SystemShutdown),
        };
        if (reason != SessionEnd.Shutdown)
        {
            _services.Sessions.Close(this);
        }

        Connection?.End(error);
    }

    /// <summary>A client that asks and asks and never acknowledges: what it holds here is let go.</summary>
    private void Overflow()
    {
        _services.Sessions.Close(this);
        Connection?.End(new StreamError(StreamErrorCondition.PolicyViolation));
    }
}
