using System.Text.Json.Nodes;
using Tombolo.Client.Login;
using Tombolo.Client.Tests.Support;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Tests.Login;

public class HashedTokenProofTests
{
    private static readonly string Token = JsonNode.Parse(Examples.Text("enrolled.json"))!["loginToken"]!.GetValue<string>();
    private static readonly string Account = JsonNode.Parse(Examples.Text("enrolled.json"))!["account"]!.GetValue<string>();

    [Fact]
    public void Response_OfTheExample_IsTheOneInTheDocument()
    {
        var proof = new HashedTokenProof(Account + "/1", Token);

        Assert.Equal(Examples.Xml("authenticate-login-token.xml").Element(Names.Sasl2 + "initial-response")!.Value, Convert.ToBase64String(proof.Response));
    }

    [Fact]
    public void HostsProof_OfTheExample_IsAcceptedAndADamagedOneIsNot()
    {
        var proof = new HashedTokenProof(Account + "/1", Token);
        var data = Examples.Xml("success.xml").Element(Names.Sasl2 + "additional-data")!.Base64()!;

        Assert.True(proof.Accepts(data));
        data[0] ^= 1;
        Assert.False(proof.Accepts(data));
        Assert.False(proof.Accepts(null));
    }
}
