using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Cluster;
using Tombolo.Server.Streams;
using Tombolo.Server.Tests.Features;
using Tombolo.Server.Transport;
using Tombolo.TestHost.Bare;

namespace Tombolo.Server.Tests.Streams;

/// <summary>Peers that hold something here and give nothing: each is let go in time. The time is the test's.</summary>
public sealed class SheddingTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly AwaitedClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly StreamOptions _limits = new();
    private BareHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new BareHost(_clock);
        await StartSweeperAsync(_host);
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
        await using var silent = _host.Connect();
        await silent.LogInDeviceAsync(StreamHost.NewDevice(), isManaged: false);

        _clock.Advance(_limits.IdleTime + TimeSpan.FromSeconds(1));
        await peer.HearAsync("<ping xmlns='urn:xmpp:ping'");
        await peer.SendAsync("<iq type='result' id='ping'/><iq type='get' id='alive'><ping xmlns='urn:xmpp:ping'/></iq>");
        await peer.HearAsync("id='alive'");
        _clock.Advance(_limits.IdleTime);
        Assert.Contains("connection-timeout", await silent.HearAllAsync(), StringComparison.Ordinal);

        await peer.SendAsync("<iq type='get' id='still alive'><ping xmlns='urn:xmpp:ping'/></iq>");
        await peer.HearAsync("id='still alive'");
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
    public async Task Client_ThatTakesAByteNowAndThen_IsCut()
    {
        await using var peer = _host.Connect();
        var connection = await HaveMuchWaitingAsync(peer);

        for (var second = 0; second < 2 * _limits.StallTime.TotalSeconds && !peer.Aborted.IsCompleted; second++)
        {
            await peer.TakeAsync(1);
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await peer.Aborted.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await UntilAsync(() => connection.Output.BytesWaiting == 0, "what nobody takes is held");
        peer.HangUp();
    }

    [Fact]
    public async Task Client_OnASlowLine_GetsAllOfIt()
    {
        await using var peer = _host.Connect();
        var connection = await HaveMuchWaitingAsync(peer);

        // The last piece may have left the line before the host notes that it is gone; behind it nothing comes that could be taken.
        var sent = connection.Output.DrainAsync();
        while (!sent.IsCompleted)
        {
            await Task.WhenAny(peer.TakeAsync(8_192), sent);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(connection.Output.IsBroken);
        Assert.False(peer.Aborted.IsCompleted);
    }

    [Fact]
    public async Task Client_ThatReadsAndNeverAcknowledges_IsEndedAndForgotten()
    {
        await using var peer = _host.Connect();
        await peer.LogInDeviceAsync(StreamHost.NewDevice());
        var question = "<iq type='get' id='" + new string('i', 8_000) + "'><ping xmlns='urn:xmpp:ping'/></iq>";

        // No faster than it reads: the clock must not make somebody of it who does not.
        for (var (number, isOpen) = (0, true); isOpen && number < 1_200; number++)
        {
            await peer.SendAsync(question);
            _clock.Advance(TimeSpan.FromSeconds(0.1));
            isOpen = await peer.TakeAsync(int.MaxValue) > 0;
        }

        Assert.Contains("policy-violation", await peer.HearAllAsync(), StringComparison.Ordinal);
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

        // No faster than a busy machine follows: beyond the idle time the client would be ended.
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!later.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.1));
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
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

    [Fact]
    public async Task WebSocket_WithMessagesOfNothing_GoesOnAsIfTheyWereNotThere()
    {
        await using var peer = _host.ConnectWebSocket();
        foreach (var message in (string[])
            ["", "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>", "", "", BareLogin.Device(StreamHost.NewDevice(), isManaged: false), "",
            "<iq xmlns='jabber:client' type='get' id='alive'><ping xmlns='urn:xmpp:ping'/></iq>", "", "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"])
        {
            await peer.SendAsync(BareWebSocket.Text, Encoding.UTF8.GetBytes(message));
        }

        var heard = (await peer.HearAllAsync()).Select(Encoding.UTF8.GetString).ToArray();

        Assert.Contains(heard, message => message.Contains("id='alive'", StringComparison.Ordinal) && message.Contains("type='result'", StringComparison.Ordinal));
        Assert.Contains("<close", heard[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Peer_ThatHangsUpWhileItIsBound_LeavesNothingBehind(bool isStandard)
    {
        var name = Guid.NewGuid().ToString();
        await _host.AddPasswordAsync(name, "5xk3n-9pv2c");
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Patience.Attaching = cancellationToken =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        };
        await using var peer = _host.Connect();
        await peer.SendAsync(BareLogin.Header + (isStandard ? BareLogin.Plain(name, "5xk3n-9pv2c") + BareLogin.Header + BareLogin.Bind("r") : BareLogin.Device(name + "@localhost/1", isManaged: true)));
        await asked.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(1, _host.Services.GetRequiredService<SessionDirectory>().Count);

        peer.Cut();
        await peer.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(0, _host.Services.GetRequiredService<SessionDirectory>().Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Peer_ThatHangsUpWhileItResumes_LeavesASessionThatExpires(bool isStandard)
    {
        var name = Guid.NewGuid().ToString();
        await _host.AddPasswordAsync(name, "5xk3n-9pv2c");
        var login = isStandard ? BareLogin.Plain(name, "5xk3n-9pv2c") + BareLogin.Header : "";
        var (delivering, delivered) = (new TaskCompletionSource(), new TaskCompletionSource());
        _host.Patience.Delivering = () =>
        {
            delivering.TrySetResult();
            return delivered.Task;
        };
        await using var first = _host.Connect();
        await first.SendAsync(BareLogin.Header + login + (isStandard
            ? BareLogin.Bind("r") + "<enable xmlns='urn:xmpp:sm:3' resume='true'/>"
            : BareLogin.Device(name + "@localhost/1", isManaged: true)));
        var id = (await first.HearAsync("<enabled "))
            .Split("<enabled ")[1].Split(" id='")[1].Split('\'')[0];
        await first.SendAsync($"<message to='{name}@localhost' id='m'>{(isStandard ? "<body>x</body>" : "<retry xmlns='urn:tombolo:e2ee:0' id='1' device='1'>RAAAAAAAAAAAAAAA</retry>")}</message>");
        await delivering.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        first.Cut();
        await first.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);

        var resume = $"<resume xmlns='urn:xmpp:sm:3' h='0' previd='{id}'/>";
        await using var second = _host.Connect();
        await second.SendAsync(BareLogin.Header + login + (isStandard
            ? resume
            : BareLogin.Device(name + "@localhost/1", isManaged: true).Replace("<bind ", resume + "<bind ", StringComparison.Ordinal)));
        await UntilAsync(() => Sessions().Single().Handover.CurrentCount == 0, "nobody resumes");
        second.Cut();
        delivered.SetResult();
        await second.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        _clock.Advance(_limits.ResumptionTime + TimeSpan.FromSeconds(1));

        await UntilAsync(() => !Sessions().Any(), "a session that nobody has stays for ever");
    }

    [Theory]
    [InlineData("<enable xmlns='urn:xmpp:sm:3' resume='true'/>")]
    [InlineData("")]
    public async Task Host_ThatStops_WaitsForWhatItsClientsHaveSaidOfThemselves(string management)
    {
        var name = Guid.NewGuid().ToString();
        await _host.AddPasswordAsync(name, "5xk3n-9pv2c");
        var (announcing, announced) = (new TaskCompletionSource(), new TaskCompletionSource());
        _host.Patience.Announcing = () =>
        {
            announcing.TrySetResult();
            return announced.Task;
        };
        await using var peer = _host.Connect();
        await peer.LogInStandardAsync(name, "5xk3n-9pv2c", "r");
        await peer.SendAsync(management + "<presence/>");
        await announcing.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        var waited = StopAsync();
        await peer.HearAllAsync();
        await peer.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        for (var turn = 0; turn < 10_000 && !waited.IsCompleted; turn++)
        {
            await Task.Yield();
        }

        announced.SetResult();
        Assert.True(await waited.WaitAsync(Patience, TestContext.Current.CancellationToken), "the host stopped before its grains had done what a client asked");

        async Task<bool> StopAsync()
        {
            await _host.Sweeper.StoppingAsync(CancellationToken.None);
            return announced.Task.IsCompleted;
        }
    }

    [Fact]
    public async Task SleepingClient_ToWhomMuchIsPushed_HoldsNoMoreThanItsBound()
    {
        var session = await PutToSleepAsync(_host);

        for (var number = 0; number < 100; number++)
        {
            session.Push(Presence(100_000));
        }

        Assert.InRange(session.Feed.BytesUnacknowledged, _limits.MaxBytesWaiting, _limits.MaxBytesWaiting + 200_000);
        Assert.True(session.Feed.HasMissed);
    }

    [Fact]
    public async Task SleepingClients_ToWhomMuchIsPushed_EndBeyondTheBoundOfAll()
    {
        await using var host = new BareHost(_clock, options => options.Streams.MaxHibernatedBytes = 500_000);
        await StartSweeperAsync(host);
        var older = await PutToSleepAsync(host);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var newer = await PutToSleepAsync(host);

        older.Push(Presence(400_000));
        newer.Push(Presence(400_000));
        _clock.Advance(TimeSpan.FromSeconds(1));

        await UntilAsync(() => older.IsClosed, "what came while they slept is not counted");
        Assert.False(newer.IsClosed);
        await host.Sweeper.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task SleepingClient_ThatMissedSomething_IsToldWhatItsSessionHandledUntilItIsTooLate()
    {
        var session = await PutToSleepAsync(_host);
        for (var number = 0; number < 100; number++)
        {
            session.Push(Presence(100_000));
        }

        Assert.Contains(" h='0'", await WishToResumeAsync(session), StringComparison.Ordinal);
        Assert.Contains(" h='0'", await WishToResumeAsync(session), StringComparison.Ordinal);
        _clock.Advance(_limits.ResumptionTime + TimeSpan.FromSeconds(1));
        await UntilAsync(() => _host.Services.GetRequiredService<FormerSessions>().Count == 0, "former sessions stay for ever");
        Assert.DoesNotContain(" h='0'", await WishToResumeAsync(session), StringComparison.Ordinal);
    }

    /// <summary>Returns how the host says no.</summary>
    private async Task<string> WishToResumeAsync(DeviceSession session)
    {
        await using var peer = _host.Connect();
        await peer.SendAsync(
            BareLogin.Header + BareLogin.Plain(session.Device.Account.Local.ToString(), "5xk3n-9pv2c") + BareLogin.Header + $"<resume xmlns='urn:xmpp:sm:3' h='0' previd='{session.ResumptionId}'/>");
        return (await peer.HearAsync("</failed>")).Split("<failed ")[1];
    }

    private static byte[] Presence(int bytes) => [.. "<presence xmlns='jabber:client'><status>"u8, .. Enumerable.Repeat((byte)'x', bytes), .. "</status></presence>"u8];

    /// <summary>A standard client that may resume and has lost its connection.</summary>
    private static async Task<DeviceSession> PutToSleepAsync(BareHost host)
    {
        var name = Guid.NewGuid().ToString();
        await host.AddPasswordAsync(name, "5xk3n-9pv2c");
        await using var peer = host.Connect();
        await peer.LogInStandardAsync(name, "5xk3n-9pv2c", "r");
        await peer.SendAsync("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
        await peer.HearAsync("<enabled ");
        peer.Cut();
        await peer.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return host.Services.GetRequiredService<SessionDirectory>().Sessions.OfType<DeviceSession>().Single(session => session.Device.Account.ToString() == name + "@localhost");
    }

    private IEnumerable<DeviceSession> Sessions() => _host.Services.GetRequiredService<SessionDirectory>().Sessions.OfType<DeviceSession>();

    private TimeSpan Silence() => _host.Services.GetRequiredService<ClientConnections>().Open.Single().Silence;

    /// <summary>A client that is logged in and has asked for more than goes out in a stall time at a few KiB a second.</summary>
    private async Task<ClientConnection> HaveMuchWaitingAsync(BareConnection peer)
    {
        await peer.LogInDeviceAsync(StreamHost.NewDevice());
        var connection = Assert.Single(_host.Services.GetRequiredService<ClientConnections>().Open);
        for (var number = 0; number < 100; number++)
        {
            await peer.SendAsync("<iq type='get' id='" + new string('i', 8_000) + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        }

        await UntilAsync(() => connection.Output.BytesWaiting > 700_000, "the answers do not wait");
        return connection;
    }

    private async Task StartSweeperAsync(BareHost host)
    {
        await host.Sweeper.StartAsync(CancellationToken.None);
        await _clock.TimerAsync(ConnectionSweeper.Interval);
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
