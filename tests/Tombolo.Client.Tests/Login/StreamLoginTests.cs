using System.Text.Json.Nodes;
using System.Xml.Linq;
using Tombolo.Client.Connection;
using Tombolo.Client.Login;
using Tombolo.Client.Tests.Support;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Tests.Login;

/// <summary>The login against the examples of docs/protocol.md section 7.</summary>
public sealed class StreamLoginTests : IAsyncDisposable
{
    private static readonly JsonNode Enrolled = JsonNode.Parse(Examples.Text("enrolled.json"))!;

    private readonly ScriptedTransport _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Success_OfTheExample_GivesASessionAndTheNextToken()
    {
        var (outcome, sent) = await LoginAsync("success.xml");

        Assert.False(outcome.Resumed);
        Assert.Equal("s-81f3", outcome.Session!.ResumptionId);
        Assert.Equal("s35Mx3oibw7aDNTJQkFW9FYMoWhi3MIrUE49e8O8NpQ", outcome.NextToken);
        Assert.Equal(HashedTokenProof.Name, sent.Text("mechanism"));
        Assert.Null(sent.Element(Names.StreamManagement + "resume"));
    }

    [Fact]
    public async Task Resumption_OfTheExample_GoesOnWithTheFormerSession()
    {
        using var former = new XmppSession("x@chat.example/1", TimeProvider.System, TimeSpan.FromSeconds(30)) { ResumptionId = "s-81f3" };

        var (outcome, sent) = await LoginAsync("resumed.xml", former);

        Assert.True(outcome.Resumed);
        Assert.Same(former, outcome.Session);
        Assert.Equal(12u, outcome.Acknowledged);
        Assert.Equal("s-81f3", sent.Element(Names.StreamManagement + "resume")!.Text("previd"));
    }

    [Fact]
    public async Task Failure_OfTheExample_IsARefusalWithItsCode()
    {
        var (outcome, _) = await LoginAsync("login-failure.xml");

        Assert.Equal("device_unknown", outcome.Refusal!.Code);
    }

    [Fact]
    public async Task Success_WithAForgedProof_IsNoSuccess()
    {
        var success = Examples.Xml("success.xml");
        success.Element(Names.Sasl2 + "additional-data")!.Value = Convert.ToBase64String(new byte[32]);

        await Assert.ThrowsAsync<ConnectionLostException>(() => LoginAsync(success, null));
    }

    private Task<(LoginOutcome Outcome, XElement Sent)> LoginAsync(string answer, XmppSession? former = null) => LoginAsync(Examples.Xml(answer), former);

    private async Task<(LoginOutcome Outcome, XElement Sent)> LoginAsync(XElement answer, XmppSession? former)
    {
        var login = new StreamLogin("d4565fa7-4d72-4749-b3d3-740edbf87770", TimeProvider.System, TimeSpan.FromSeconds(30));
        var proof = new HashedTokenProof(Enrolled["account"]!.GetValue<string>() + "/1", Enrolled["loginToken"]!.GetValue<string>());
        _host.Says(Examples.Xml("features.xml"));
        _host.Says(answer);
        var outcome = await login.LoginAsync(_host, proof, former, CancellationToken.None);
        return (outcome, await _host.HearsAsync());
    }
}
