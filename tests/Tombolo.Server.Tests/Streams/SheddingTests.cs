using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Server.Cluster;
using Tombolo.Server.Streams;
using Tombolo.Server.Transport;
using Tombolo.TestHost.Bare;

namespace Tombolo.Server.Tests.Streams;

/// <summary>Peers that hold something here and give nothing: each is let go in time. The time is the test's.</summary>
public sealed class SheddingTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _clock = new();
    private readonly StreamOptions _limits = new();
    private BareHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new BareHost(_clock);
        await _host.Sweeper.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.Sweeper.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Peer_ThatSaysNothing_IsEndedAfterTheLoginTime()
    {
        await using var peer = _host.Connect();

        _clock.Advance(_limits.LoginTime + TimeSpan.FromSeconds(1));

        Assert.Contains("connection-timeout", await peer.HearAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_ThatWritesAByteASecond_IsEndedAfterTheLoginTime()
    {
        await using var peer = _host.Connect();
        foreach (var letter in BareLogin.Header[..16])
        {
            await peer.SendAsync(letter.ToString());
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Contains("connection-timeout", await peer.HearAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_ThatStopsInTheMiddleOfALogin_IsEndedAfterTheLoginTime()
    {
        await using var peer = _host.Connect();
        await peer.SendAsync(BareLogin.Header + "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-256'/>");
        await peer.HearAsync("<challenge");

        _clock.Advance(_limits.LoginTime + TimeSpan.FromSeconds(1));

        Assert.Contains("connection-timeout", await peer.HearAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_ThatAsksForTlsAndThenSaysNothing_IsCut()
    {
        await using var peer = _host.Connect(PasswordAccess.AfterStartTls, takesDevices: false);
        await peer.SendAsync(BareLogin.Header + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        await peer.HearAsync("<proceed");

        _clock.Advance(_limits.LoginTime + TimeSpan.FromSeconds(1));

        await peer.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Peer_ThatFeedsAStanzaByteByByte_IsEndedAfterTheStanzaTime()
    {
        await using var peer = _host.Connect();
        await peer.LogInDeviceAsync(StreamHost.NewDevice());
        await peer.SendAsync("<message><body>");
        var heard = peer.HearAllAsync();
        while (!heard.IsCompleted)
        {
            await peer.SendAsync("x");
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Contains("connection-timeout", await heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SilentClient_WithoutStreamManagement_IsPingedAndThenEnded()
    {
        await using var peer = _host.Connect();
        await peer.LogInDeviceAsync(StreamHost.NewDevice(), isManaged: false);

        _clock.Advance(_limits.IdleTime + TimeSpan.FromSeconds(1));
        await peer.HearAsync("<ping xmlns='urn:xmpp:ping'");
        _clock.Advance(_limits.IdleTime);

        Assert.Contains("connection-timeout", await peer.HearAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SilentClient_ThatAnswersThePing_Stays()
    {
        await using var peer = _host.Connect();
        await peer.LogInDeviceAsync(StreamHost.NewDevice(), isManaged: false);

        _clock.Advance(_limits.IdleTime + TimeSpan.FromSeconds(1));
        await peer.HearAsync("<ping xmlns='urn:xmpp:ping'");
        await peer.SendAsync("<iq type='result' id='ping'/><iq type='get' id='alive'><ping xmlns='urn:xmpp:ping'/></iq>");
        await peer.HearAsync("id='alive'");
        _clock.Advance(_limits.IdleTime);
        await LookAsync();

        Assert.False(peer.Ended.IsCompleted);
    }

    [Fact]
    public async Task Client_ThatAsksAndNeverReads_IsNotReadAndThenCut()
    {
        await using var peer = _host.Connect();
        await peer.LogInDeviceAsync(StreamHost.NewDevice());
        var connection = Assert.Single(_host.Services.GetRequiredService<ClientConnections>().Open);
        var question = "<iq type='get' id='" + new string('i', 8_000) + "'><ping xmlns='urn:xmpp:ping'/></iq>";
        var asking = AskForeverAsync(peer, question);
        await UntilAsync(() => connection.Output.BytesWaiting >= _limits.MaxBytesWaiting, "nothing waits for the peer that does not read");

        Assert.InRange(connection.Output.BytesWaiting, _limits.MaxBytesWaiting, 2 * _limits.MaxBytesWaiting);
        _clock.Advance(_limits.StallTime + TimeSpan.FromSeconds(1));
        await peer.Aborted.WaitAsync(Patience, TestContext.Current.CancellationToken);
        peer.HangUp();
        await asking;
    }

    [Fact]
    public async Task Client_ThatReadsAndNeverAcknowledges_IsEndedAndForgotten()
    {
        await using var peer = _host.Connect();
        await peer.LogInDeviceAsync(StreamHost.NewDevice());
        var question = "<iq type='get' id='" + new string('i', 8_000) + "'><ping xmlns='urn:xmpp:ping'/></iq>";
        var heard = peer.HearAllAsync();
        for (var number = 0; number < 1_200 && !peer.Ended.IsCompleted; number++)
        {
            await peer.SendAsync(question);
            _clock.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.Contains("policy-violation", await heard, StringComparison.Ordinal);
        Assert.Equal(0, _host.Services.GetRequiredService<SessionDirectory>().Count);
    }

    [Fact]
    public async Task Client_FarOverItsRate_WaitsInsteadOfEverybodyElse()
    {
        await using var peer = _host.Connect();
        await peer.LogInDeviceAsync(StreamHost.NewDevice());
        var burst = string.Concat(Enumerable.Repeat("<presence/>", _limits.MaxStanzasPerSecond));
        await peer.SendAsync(burst + "<iq type='get' id='last of the burst'><ping xmlns='urn:xmpp:ping'/></iq>");
        await peer.HearAsync("last of the burst");

        var sending = peer.SendAsync(string.Concat(Enumerable.Repeat("<presence/>", _limits.MaxStanzasPerSecond / 10)) + "<iq type='get' id='later'><ping xmlns='urn:xmpp:ping'/></iq>");
        await UntilAsync(() => Silence() == TimeSpan.Zero, "the burst was not read");
        var before = await peer.HearAsync("last of the burst");
        var later = peer.HearAsync("later");
        while (!later.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }

        await later;
        await sending;
        Assert.DoesNotContain("later", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_ThatTalksAndDoesNotLogIn_IsEnded()
    {
        await using var peer = _host.Connect();
        await peer.SendAsync(BareLogin.Header + string.Concat(Enumerable.Repeat(
            "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-256'/>", _limits.MaxElementsBeforeLogin + 1)));

        Assert.Contains("policy-violation", await peer.HearAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resumption_WithAWrongCount_LeavesNothingBehind()
    {
        var device = StreamHost.NewDevice();
        await using var peer = _host.Connect();
        await peer.LogInDeviceAsync(device);
        var heard = await peer.HearAsync("</success>");
        var id = heard.Split(" id='")[^1].Split('\'')[0];
        peer.HangUp();
        await peer.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);

        await using var back = _host.Connect();
        await back.SendAsync(BareLogin.Header + BareLogin.Device(device, isManaged: true).Replace(
            "<bind ", $"<resume xmlns='urn:xmpp:sm:3' h='4000000000' previd='{id}'/><bind ", StringComparison.Ordinal));
        await back.HearAsync("<stream:features/>");
        back.HangUp();
        await back.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        _clock.Advance(_limits.ResumptionTime + TimeSpan.FromSeconds(1));

        await UntilAsync(() => _host.Services.GetRequiredService<SessionDirectory>().Count == 0, "sessions stay for ever");
    }

    private TimeSpan Silence() => _host.Services.GetRequiredService<ClientConnections>().Open.Single().Silence;

    /// <summary>Lets the sweeper look once.</summary>
    private async Task LookAsync()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Task.Yield();
    }

    private static async Task AskForeverAsync(BareConnection peer, string question)
    {
        for (var number = 0; number < 4_000 && !peer.Aborted.IsCompleted; number++)
        {
            await Task.WhenAny(peer.SendAsync(question), peer.Aborted);
        }
    }

    private static async Task UntilAsync(Func<bool> condition, string complaint)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, complaint);
            await Task.Yield();
        }
    }
}
