using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Client.Connection;
using Tombolo.Client.Tests.Support;
using Tombolo.Client.Wire;
using Tombolo.Interop.Enlistment;

namespace Tombolo.Client.Tests.Connection;

public sealed class XmppSessionTests : IAsyncDisposable
{
    private const string Own = "4b1c5a1e-8f0d-4c57-9c86-2f0c4a1d7e01@chat.example/1";
    private const string Peer = "a7d2f3b4-1c2d-4e5f-8a9b-0c1d2e3f4a5b@wren.interop.chat.example";

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedTransport _host = new();
    private readonly StreamDiary _diary = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Answer_FromSomebodyElse_IsNotTheAnswer()
    {
        using var session = await StartAsync();
        var asking = session.AskAsync("get", Peer, new XElement(Names.Keys + "devices"), CancellationToken.None);
        var question = await _host.HearsAsync();

        _host.Says($"<iq xmlns='jabber:client' type='result' id='{question.Text("id")}' from='mallory@chat.example'><devices xmlns='urn:tombolo:keys:0' digest='forged'/></iq>");
        _host.Says($"<iq xmlns='jabber:client' type='result' id='{question.Text("id")}' from='{Peer}'><devices xmlns='urn:tombolo:keys:0' digest='real'/></iq>");

        Assert.Equal("real", (await asking).Payload!.Text("digest"));
    }

    [Fact]
    public async Task Refusal_OfAQuestion_HasTheHostsCode()
    {
        using var session = await StartAsync();
        var asking = session.AskAsync("get", null, new XElement(Names.Lookup + "lookup"), CancellationToken.None);
        var question = await _host.HearsAsync();

        _host.Says($"<iq xmlns='jabber:client' type='error' id='{question.Text("id")}'><error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><error xmlns='urn:tombolo:errors:0' code='not_reachable'/></error></iq>");

        Assert.Equal("not_reachable", (await asking).Refusal!.Code);
    }

    [Fact]
    public async Task Question_WithoutAnswer_IsOfflineAfterAWhile()
    {
        using var session = await StartAsync();
        var asking = session.AskAsync("get", null, new XElement(Names.Account + "account"), CancellationToken.None);
        await _host.HearsAsync();

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(RefusalCodes.Offline, (await asking).Refusal!.Code);
    }

    [Fact]
    public async Task Handled_Stanzas_AreCountedWhenTheHostAsks()
    {
        using var session = await StartAsync();

        _host.Says("<message xmlns='jabber:client' from='chat.example'/>");
        _host.Says("<iq xmlns='jabber:client' type='get' id='p1' from='chat.example'><ping xmlns='urn:xmpp:ping'/></iq>");
        _host.Says("<r xmlns='urn:xmpp:sm:3'/>");

        var pong = await _host.HearsAsync();
        Assert.Equal(("result", "p1", "chat.example"), (pong.Text("type"), pong.Text("id"), pong.Text("to")));
        Assert.Equal(2, (await _host.HearsAsync()).Number("h"));
        Assert.Single(_diary.Messages);
    }

    [Fact]
    public async Task Resumed_Session_RepeatsExactlyWhatIsNotAcknowledged()
    {
        using var session = await StartAsync();
        await session.SendMessageAsync("one", Message("one"), CancellationToken.None);
        await session.SendMessageAsync("two", Message("two"), CancellationToken.None);
        _host.Closes();
        var next = new ScriptedTransport();

        var covered = await session.AttachAsync(next, acknowledged: 1, CancellationToken.None);

        Assert.Equal(["one"], covered);
        Assert.Equal("two", (await next.HearsAsync()).Text("id"));
    }

    [Fact]
    public async Task Host_SilentTwice_IsTakenForGone()
    {
        var session = new XmppSession(Own, _time, TimeSpan.FromSeconds(30));
        await session.AttachAsync(_host, null, CancellationToken.None);
        var running = session.RunAsync(_diary, CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("r", (await _host.HearsAsync()).Name.LocalName);
        _time.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<ConnectionLostException>(() => running.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.False(session.IsAttached);
    }

    [Theory]
    [InlineData("<see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>node2.chat.example:5223</see-other-host>", "node2.chat.example", 5223)]
    [InlineData("<system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>", null, 0)]
    public async Task Stream_EndedByTheHost_TellsWhereToGoOn(string condition, string? host, int port)
    {
        using var session = new XmppSession(Own, _time, TimeSpan.FromSeconds(30));
        await session.AttachAsync(_host, null, CancellationToken.None);
        var running = session.RunAsync(_diary, CancellationToken.None);

        _host.Says($"<stream:error xmlns:stream='http://etherx.jabber.org/streams'>{condition}</stream:error>");

        var lost = await Assert.ThrowsAsync<ConnectionLostException>(() => running.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(host is null ? null : new XmppEndpoint(host, port), lost.Elsewhere);
    }

    [Fact]
    public async Task Question_WithoutConnection_IsNeverSentLater()
    {
        using var session = new XmppSession(Own, _time, TimeSpan.FromSeconds(30));

        var answer = await session.AskAsync("set", null, new XElement(Names.Consent + "block"), CancellationToken.None);
        await session.AttachAsync(_host, null, CancellationToken.None);
        await session.SendMessageAsync("one", Message("one"), CancellationToken.None);

        Assert.Equal(RefusalCodes.Offline, answer.Refusal!.Code);
        Assert.Equal("one", (await _host.HearsAsync()).Text("id"));
    }

    [Fact]
    public async Task Confirmation_TravelsWithWhatIsSentNext_OnceForAllBeforeIt()
    {
        using var session = await StartAsync();

        session.Confirm(7);
        session.Confirm(9);
        await session.SendMessageAsync("one", Message("one"), CancellationToken.None);
        _time.Advance(Confirmation.Linger);
        await session.SendMessageAsync("two", Message("two"), CancellationToken.None);

        Assert.Equal(["confirm 9", "message", "r", "message", "r"], await HearAsync(_host, 5));
    }

    [Fact]
    public async Task Confirmation_WithoutCompany_GoesAloneAfterAMoment()
    {
        using var session = await StartAsync();

        session.Confirm(7);
        _time.Advance(Confirmation.Linger / 2);
        session.Confirm(8);
        _time.Advance(Confirmation.Linger / 2);
        Assert.Equal(["confirm 8"], await HearAsync(_host, 1));

        session.Confirm(9);
        _time.Advance(Confirmation.Linger);
        Assert.Equal(["confirm 9"], await HearAsync(_host, 1));
    }

    [Fact]
    public async Task Confirmation_ThatMissedItsConnection_GoesOnTheNext()
    {
        using var session = new XmppSession(Own, _time, TimeSpan.FromSeconds(30));
        await session.AttachAsync(_host, null, CancellationToken.None);
        var running = session.RunAsync(_diary, CancellationToken.None);
        session.Confirm(7);
        _host.Closes();
        await running;
        _time.Advance(Confirmation.Linger);
        await using var next = new ScriptedTransport();

        await session.AttachAsync(next, acknowledged: 0, CancellationToken.None);

        Assert.Equal(["confirm 7"], await HearAsync(next, 1));
    }

    [Fact]
    public async Task Confirmation_WhoseSendingFails_IsNotForgotten()
    {
        using var session = new XmppSession(Own, _time, TimeSpan.FromSeconds(30));
        await using var broken = new ScriptedTransport { IsBroken = true };
        await session.AttachAsync(broken, null, CancellationToken.None);
        session.Confirm(7);
        _time.Advance(Confirmation.Linger);

        await session.AttachAsync(_host, acknowledged: 0, CancellationToken.None);

        Assert.Equal(["confirm 7"], await HearAsync(_host, 1));
    }

    private static async Task<string[]> HearAsync(ScriptedTransport host, int count)
    {
        var heard = new string[count];
        for (var index = 0; index < count; index++)
        {
            var element = await host.HearsAsync();
            heard[index] = element.Name.LocalName == "confirm" ? $"confirm {element.Text("upto")}" : element.Name.LocalName;
        }

        return heard;
    }

    private static byte[] Message(string id) => StanzaWriter.Write(new XElement(Names.Client + "message", new XAttribute("id", id)));

    private async Task<XmppSession> StartAsync()
    {
        var session = new XmppSession(Own, _time, TimeSpan.FromSeconds(30));
        await session.AttachAsync(_host, null, CancellationToken.None);
        _ = session.RunAsync(_diary, CancellationToken.None);
        return session;
    }
}
