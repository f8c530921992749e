using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Client.Connection;
using Tombolo.Client.Keys;
using Tombolo.Client.Storage;
using Tombolo.Client.Tests.Support;
using Tombolo.Client.Wire;
using Tombolo.Signal;

namespace Tombolo.Client.Tests.Keys;

public sealed class KeyMaintenanceTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedTransport _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Stock_Low_IsFilledUpWithKeysThatAreSaved()
    {
        await using var phone = await Phone.CreateAsync("host.example", _time);

        var upload = await RunAsync(phone, ec: 20, kyber: 4);

        var prekeys = upload!.Elements(Names.Keys + "prekey").ToList();
        Assert.Equal(80, prekeys.Count);
        Assert.Equal(16, upload.Elements(Names.Keys + "kyber").Count());
        Assert.Empty(upload.Elements(Names.Keys + "signed"));
        foreach (var prekey in prekeys)
        {
            var stored = await phone.Store.ReadAsync(Tables.PreKeys, prekey.Text("id")!, CancellationToken.None);
            using var record = PreKeyRecord.Deserialize(stored);
            Assert.Equal(prekey.Value, Convert.ToBase64String(record.KeyPair.PublicKey.Serialize()));
        }
    }

    [Fact]
    public async Task Stock_Full_IsLeftAlone()
    {
        await using var phone = await Phone.CreateAsync("host.example", _time);

        Assert.Null(await RunAsync(phone, ec: 100, kyber: 20));
    }

    [Fact]
    public async Task SignedKeys_AfterAWeek_AreNewAndTheOldOnesStayForFiveWeeks()
    {
        await using var phone = await Phone.CreateAsync("host.example", _time);
        var first = phone.Core.Device.SignedPreKeyId;

        _time.Advance(TimeSpan.FromDays(7));
        var upload = await RunAsync(phone, ec: 100, kyber: 20);
        Assert.NotEqual(first, phone.Core.Device.SignedPreKeyId);
        Assert.Equal(phone.Core.Device.SignedPreKeyId, (uint)upload!.Element(Names.Keys + "signed")!.Number("id")!);
        Assert.Equal(phone.Core.Device.LastResortId, (uint)upload.Element(Names.Keys + "last-resort")!.Number("id")!);
        Assert.NotNull(await phone.Store.ReadAsync(Tables.SignedPreKeys, $"{first}", CancellationToken.None));

        _time.Advance(TimeSpan.FromDays(29));
        await RunAsync(phone, ec: 100, kyber: 20);
        Assert.Null(await phone.Store.ReadAsync(Tables.SignedPreKeys, $"{first}", CancellationToken.None));
        Assert.NotNull(await phone.Store.ReadAsync(Tables.SignedPreKeys, $"{phone.Core.Device.SignedPreKeyId}", CancellationToken.None));
    }

    /// <summary>Plays the host once; gives what the device uploads, or null.</summary>
    private async Task<XElement?> RunAsync(Phone phone, int ec, int kyber)
    {
        using var session = new XmppSession(phone.Address + "/1", TimeProvider.System, TimeSpan.FromSeconds(10));
        await session.AttachAsync(_host, null, CancellationToken.None);
        _ = session.RunAsync(new StreamDiary(), CancellationToken.None);
        var running = new KeyMaintenance(phone.Core).RunAsync(session, CancellationToken.None);
        var question = await _host.HearsAsync();
        _host.Says($"<iq xmlns='jabber:client' type='result' id='{question.Text("id")}'><count xmlns='urn:tombolo:keys:0' ec='{ec}' kyber='{kyber}'/></iq>");
        var upload = _host.HearsAsync();
        if (await Task.WhenAny(running, upload) == running)
        {
            _host.Closes();
            return null;
        }

        _host.Says($"<iq xmlns='jabber:client' type='result' id='{(await upload).Text("id")}'/>");
        await running;
        _host.Closes();
        return (await upload).Element(Names.Keys + "keys");
    }
}
