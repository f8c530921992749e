using Dapper;
using Tombolo.Interop.Enlistment;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Routing;
using Tombolo.Server.Storage;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Consent;

public sealed class RelationsTests(SharedHost shared) : HostedTests(shared), IAsyncLifetime
{
    private static int s_people = 200;
    private readonly TestDevice _phone = new();
    private readonly TestDevice _laptop = new();
    private Enrolled _alice = null!;
    private Enrolled _bea = null!;

    public async ValueTask InitializeAsync()
    {
        var number = Interlocked.Increment(ref s_people);
        _alice = await Host.RegisterAsync($"+34600000{number}", _phone);
        _bea = await Host.EnlistAsync(_laptop, $"relation{number}@wren.example", $"relation{number}");
    }

    public ValueTask DisposeAsync()
    {
        _phone.Dispose();
        _laptop.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task RequestDelivered_StrangersMessages_AreCounted()
    {
        await RequestAsync();
        var relation = await RequestAsync();

        Assert.Equal(new Relation(RelationState.Requested, 2), relation);
        Assert.Equal(relation, await StoredAsync());
    }

    [Fact]
    public async Task Accept_Request_MakesAContact()
    {
        await RequestAsync();

        await Host.AskAsync(_alice, IqType.Set, Iqs.Decide("accept", _bea));

        Assert.Equal(new Relation(RelationState.Accepted, ConsentPolicy.OnceAccepted), await StoredAsync());
        Assert.Contains(AccountAddress.Parse(_alice.Account), Host.Signals.ChangedFacts);
    }

    [Fact]
    public async Task WritingTo_AfterDecline_IsAccepting()
    {
        await RequestAsync();
        await Host.AskAsync(_alice, IqType.Set, Iqs.Decide("decline", _bea));
        Assert.Equal(RelationState.Declined, (await StoredAsync()).State);

        var relation = await WriteAsync();

        Assert.Equal(RelationState.Accepted, relation.State);
    }

    [Fact]
    public async Task Block_ThenWriting_StaysABlock()
    {
        await Host.AskAsync(_alice, IqType.Set, Iqs.Decide("block", _bea));

        Assert.Equal(RelationState.Blocked, (await WriteAsync()).State);
        Assert.Contains((AccountAddress.Parse(_alice.Account), AccountAddress.Parse(_bea.Account)), ((RecordedSignals)Host.Get<IAccountSignals>()).Blocks);
        await Host.AskAsync(_alice, IqType.Set, Iqs.Decide("decline", _bea));
        Assert.Equal(RelationState.Blocked, (await StoredAsync()).State);
    }

    [Fact]
    public async Task Unblock_Contact_IsAContactAgain()
    {
        await Host.AskAsync(_alice, IqType.Set, Iqs.Decide("accept", _bea));
        await Host.AskAsync(_alice, IqType.Set, Iqs.Decide("block", _bea));

        await Host.AskAsync(_alice, IqType.Set, Iqs.Decide("unblock", _bea));

        Assert.Equal(RelationState.Accepted, (await StoredAsync()).State);
    }

    [Fact]
    public async Task Unblock_Stranger_KeepsWhatTheyUsedUp()
    {
        await RequestAsync();
        await Host.AskAsync(_alice, IqType.Set, Iqs.Decide("block", _bea));

        await Host.AskAsync(_alice, IqType.Set, Iqs.Decide("unblock", _bea));

        Assert.Equal(new Relation(RelationState.None, 1), await StoredAsync());
    }

    [Fact]
    public async Task Block_PeerDeletesAndReturns_StillHolds()
    {
        await Host.AskAsync(_alice, IqType.Set, Iqs.Decide("block", _bea));
        var email = (await Host.Get<IAccountFacts>().LoadAsync(AccountAddress.Parse(_bea.Account), CancellationToken.None))!.Identifier.Value;
        var subject = email.Split('@')[0];

        await Host.EndEnlistmentAsync(_laptop, Host.Claims(_laptop, "delete", email, subject));
        var returned = await Host.EnlistAsync(_laptop, email, subject);

        Assert.Equal(_bea.Account, returned.Account);
        Assert.Equal(RelationState.Blocked, (await StoredAsync()).State);
    }

    [Fact]
    public async Task Relations_List_NamesThePeers()
    {
        await RequestAsync();

        var list = (await Host.AskAsync(_alice, IqType.Get, new(Iqs.Consent + "relations"))).Payload!;

        var relation = Assert.Single(list.Elements());
        Assert.Equal(_bea.Account, relation.Attribute("jid")!.Value);
        Assert.Equal("requested", relation.Attribute("state")!.Value);
        Assert.Equal("wren", relation.Attribute("partner")!.Value);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("x@elsewhere.example")]
    public async Task Accept_NobodyOfOurs_IsRequestMalformed(string jid) => Assert.Equal(
        ErrorCode.RequestMalformed,
        (await Host.AskAsync(_alice, IqType.Set, new(Iqs.Consent + "accept", new System.Xml.Linq.XAttribute("jid", jid)))).Code);

    [Fact]
    public async Task RequestDelivered_ToWhoKnowsAsManyAsAnybodyMay_LeavesTheStrangerNothingAndStoresNothing()
    {
        await Host.Get<IDatabase>().WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO relation (owner, peer, state, requests, changed_at)
                WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 50000)
                SELECT @owner, 'peer' || n || '@localhost', @state, 0, 0 FROM number
                """,
                new { owner = _alice.Account, state = (int)RelationState.Accepted }),
            CancellationToken.None);

        Assert.Equal(new Relation(RelationState.Requested, ConsentPolicy.RequestsPerStranger), await RequestAsync());
        Assert.Equal(default, await StoredAsync());
        Assert.Equal(default, await WriteAsync());
        Assert.Equal(default, await StoredAsync());
    }

    [Fact]
    public async Task RequestDelivered_ToWhoIsGone_StoresNothing()
    {
        var gone = AccountAddress.Parse("gone@localhost");

        await Host.Get<IRelations>().RequestDeliveredAsync(gone, AccountAddress.Parse(_bea.Account), CancellationToken.None);

        Assert.Equal(0, await Host.Get<IDatabase>().ReadAsync(
            connection => connection.ExecuteScalar<int>("SELECT count(*) FROM relation WHERE owner = @gone", new { gone = gone.ToString() }), CancellationToken.None));
    }

    private async Task<Relation> StoredAsync() => (await Host.Get<IAccountFacts>().LoadAsync(AccountAddress.Parse(_alice.Account), CancellationToken.None))!
        .Relations.GetValueOrDefault(AccountAddress.Parse(_bea.Account));

    private Task<Relation> RequestAsync() =>
        Host.Get<IRelations>().RequestDeliveredAsync(AccountAddress.Parse(_alice.Account), AccountAddress.Parse(_bea.Account), CancellationToken.None);

    private Task<Relation> WriteAsync() =>
        Host.Get<IRelations>().WritingToAsync(AccountAddress.Parse(_alice.Account), AccountAddress.Parse(_bea.Account), CancellationToken.None);
}
