using System.Text;
using System.Xml.Linq;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Inbox;
using Tombolo.Client.Keys;
using Tombolo.Client.Outbox;
using Tombolo.Client.Storage;
using Tombolo.Client.Wire;
using Tombolo.Interop.Keys;
using Tombolo.Signal;

namespace Tombolo.Client.Tests.Support;

/// <summary>A device without a network: what it would send is handed over by the test, in the order and number the test likes.</summary>
internal sealed class Phone : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly MailboxReader _mailbox;
    private readonly OutboxCrypto _crypto;
    private readonly DeviceKeys _keys;
    private int _given;
    private long _sequence;

    private Phone(DeviceCore core, DeviceKeys keys, StubbornStore store, TimeProvider time)
    {
        _time = time;
        Core = core;
        Store = store;
        _keys = keys;
        _mailbox = new MailboxReader(core);
        _crypto = new OutboxCrypto(core);
        core.Changed += Events.Add;
    }

    public DeviceCore Core { get; }

    public StubbornStore Store { get; }

    public List<ClientEvent> Events { get; } = [];

    public string Address => Core.Device.Address!;

    public IReadOnlyList<OutboxRecord> Waiting(OutboxKind kind) => [.. Core.Outbox.Where(record => record.Kind == kind)];

    /// <summary>A phone of a new account.</summary>
    public static Task<Phone> CreateAsync(string domain, TimeProvider time) => CreateAsync($"{Guid.NewGuid():D}@{domain}", 1, time);

    /// <summary>Another device of the same account.</summary>
    public static Task<Phone> BesideAsync(Phone first, int device, TimeProvider time) => CreateAsync(first.Address, device, time);

    private static async Task<Phone> CreateAsync(string address, int device, TimeProvider time)
    {
        var store = new StubbornStore();
        using var http = new HttpClient();
        var core = await DeviceCore.OpenAsync(store, new MessengerOptions { Server = new Uri("http://localhost"), Http = http, Time = time }, CancellationToken.None);
        var keys = await core.StepAsync(change => PreKeySupply.EnrolAsync(core, change), CancellationToken.None);
        await core.StepAsync(
            change => change.Put(change.Device with { Address = address, DeviceId = device, HostDomain = "host.example" }), CancellationToken.None);
        return new Phone(core, keys, store, time);
    }

    /// <summary>Writes a text and encrypts it.</summary>
    public async Task<XElement> WritesAsync(Phone to, string text)
    {
        var sent = await new Letters(Core).WriteAsync(new ChatRecord { Address = to.Address }, text, CancellationToken.None);
        Assert.True(sent.Succeeded);
        return await SealsAsync(Core.Outbox[^1], to);
    }

    /// <summary>What the host lists for this device.</summary>
    public PeerDevice Listed => new(Core.Device.DeviceId, Core.Device.RegistrationId, Core.Identity.PublicKey.Serialize());

    /// <summary>Encrypts what waits in the outbox, as the pump does.</summary>
    public Task<XElement> SealsAsync(OutboxRecord record, Phone to) => SealsAsync(record, [to.Listed], to);

    /// <summary>Encrypts for a list of devices, of which those given have their bundles ready.</summary>
    public async Task<XElement> SealsAsync(OutboxRecord record, IReadOnlyList<PeerDevice> devices, params Phone[] to)
    {
        if (record.Kind == OutboxKind.Retry)
        {
            return XElement.Parse(Encoding.UTF8.GetString(OutgoingStanzas.Retry(record)));
        }

        var missing = await _crypto.MissingAsync(record, devices, CancellationToken.None);
        var bundles = missing.Select(device => to.Single(phone => phone.Core.Device.DeviceId == device.Id).Bundle()).ToList();
        var ready = await _crypto.SealAsync(record, devices, bundles, CancellationToken.None);
        Assert.True(ready.Succeeded, ready.Refusal?.Code);
        return XElement.Parse(Encoding.UTF8.GetString(ready.Value!.Stanza!));
    }

    /// <summary>Takes a stanza out of the mailbox, as its next entry.</summary>
    public Task ReceivesAsync(Phone from, XElement stanza, bool request = false) => ReceivesAsync(from, stanza, ++_sequence, request);

    public async Task ReceivesAsync(Phone from, XElement stanza, long sequence, bool request = false)
    {
        var message = new XElement(stanza);
        message.SetAttributeValue("from", $"{from.Address}/{from.Core.Device.DeviceId}");
        message.SetAttributeValue("to", $"{Address}/{Core.Device.DeviceId}");
        message.Add(new XElement(Names.Identity + "identity", new XAttribute("type", "email"), new XAttribute("value", "someone@wren.example"), new XAttribute("partner", "wren")));
        var entry = new XElement(Names.Mailbox + "entry", new XAttribute("seq", sequence), new XAttribute("at", _time.GetUtcNow().ToString("O")));
        if (request)
        {
            entry.SetAttributeValue("request", "true");
        }

        message.Add(entry);
        await _mailbox.TakeAsync(MailboxEntry.Read(message, _time.GetUtcNow())!, message, CancellationToken.None);
    }

    public async Task<IReadOnlyList<ChatEntry>> ThreadAsync(Phone with) => await new Letters(Core).EntriesAsync(with.Address, 1000, CancellationToken.None);

    public async Task<IReadOnlyList<string>> TextsAsync(Phone with) => [.. (await ThreadAsync(with)).Select(entry => entry.Text)];

    /// <summary>Forgets all sessions, like a phone restored from an old backup.</summary>
    public async Task LosesSessionsAsync()
    {
        var sessions = await Store.ListAsync(Tables.Sessions, CancellationToken.None);
        await Store.CommitAsync([.. sessions.Select(session => new StoreWrite(Tables.Sessions, session.Key, null))], CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Core.DisposeAsync();

    private PreKeyBundle Bundle()
    {
        var one = _keys.PreKeys[_given];
        var kyber = _keys.KyberPreKeys[_given++];
        return new PreKeyBundle
        {
            RegistrationId = Core.Device.RegistrationId,
            DeviceId = (uint)Core.Device.DeviceId,
            IdentityKey = IdentityKey.Deserialize(_keys.IdentityKey),
            SignedPreKeyId = _keys.SignedPreKey.Id,
            SignedPreKey = PublicKey.Deserialize(_keys.SignedPreKey.Key),
            SignedPreKeySignature = _keys.SignedPreKey.Signature,
            PreKey = new OneTimePreKey(one.Id, PublicKey.Deserialize(one.Key)),
            KyberPreKey = new SignedKyberPreKey(kyber.Id, KyberPublicKey.Deserialize(kyber.Key), kyber.Signature),
        };
    }
}
