using System.Text.Json.Nodes;
using NJsonSchema;
using Tombolo.Cli.Client;
using Tombolo.Cli.Client.Rpc;

namespace Tombolo.Cli.Tests.Client;

public sealed class OpenRpcTests
{
    private static readonly string[] Asked =
    [
        "register", "verify", "enlist", "login", "setThirdPartyChats", "send", "requests", "accept", "decline", "block", "chats", "messages", "markRead", "rpc.discover",
    ];

    private static readonly string[] Told = ["message", "receipt", "request", "keyChanged", "connection"];

    public static TheoryData<string> Lines => [.. ClientExamples.All.Select(example => example.Line)];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Example_AgainstTheDocument_IsValid(string line)
    {
        var call = JsonNode.Parse(line)!.AsObject();
        var schema = await OpenRpcSchemas.ParametersAsync(call["method"]!.GetValue<string>());

        var errors = schema.Validate((call["params"] ?? new JsonObject()).ToJsonString());

        Assert.Equal("2.0", call["jsonrpc"]!.GetValue<string>());
        Assert.Empty(errors);
    }

    [Fact]
    public void Methods_EachHasAnExample()
    {
        var shown = ClientExamples.All.Select(example => JsonNode.Parse(example.Line)!["method"]!.GetValue<string>()).ToHashSet();

        Assert.Equal([], RpcTable.Methods(new RpcActions(null!)).Select(method => method.Name).Except(shown));
    }

    [Fact]
    public void Document_MethodsAndNotifications_AreThere()
    {
        var document = OpenRpc.Document();
        var methods = document["methods"]!.AsArray().Where(method => method!["result"] is not null).Select(method => method!["name"]!.GetValue<string>());
        var notifications = document["methods"]!.AsArray().Where(method => method!["result"] is null).Select(method => method!["name"]!.GetValue<string>());

        Assert.StartsWith("1.", document["openrpc"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(Asked.Except(methods));
        Assert.Equal(Told, notifications);
    }

    [Theory]
    [InlineData("send", """{"text":5}""")]
    [InlineData("send", """{"to":{"type":"phone"},"text":"x"}""")]
    [InlineData("register", """{"server":"http://localhost:8080"}""")]
    [InlineData("setThirdPartyChats", """{"enabled":"yes","partners":[]}""")]
    [InlineData("setThirdPartyChats", """{"enabled":true,"partners":[],"inbox":"loud"}""")]
    public async Task Parameters_Wrong_AreRefusedByTheDocument(string method, string parameters)
    {
        var schema = await OpenRpcSchemas.ParametersAsync(method);

        Assert.NotEmpty(schema.Validate(parameters));
    }
}
