using Tombolo.Server.Cluster;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Tests.Cluster;

public sealed class NodeLocationTests
{
    [Theory]
    [InlineData("node1.example:5223", "node1.example:5222")]
    [InlineData("[2001:db8::1]:5223", null)]
    [InlineData(null, "192.0.2.7:5222")]
    public void Location_WrittenAndRead_IsTheSame(string? directTls, string? startTls)
    {
        var location = NodeLocation.Parse(new NodeLocation(directTls, startTls).ToString());

        Assert.Equal(new NodeLocation(directTls, startTls), location);
        Assert.Equal((directTls, startTls), (location.For(TransportKind.DirectTls), location.For(TransportKind.StartTls)));
        Assert.Null(location.For(TransportKind.WebSocket));
        Assert.Null(location.For(TransportKind.Plain));
    }

    [Theory]
    [InlineData("Silo_a4f0c")]
    [InlineData("")]
    [InlineData("tls= starttls=")]
    public void Name_OfASiloThatTellsNothing_SaysNothing(string name) => Assert.True(NodeLocation.Parse(name).IsUnknown);

    [Fact]
    public void Way_OfALaterVersion_IsPassedOver() =>
        Assert.Equal(new NodeLocation("a.example:1", "a.example:2"), NodeLocation.Parse("quic=a.example:3 starttls=a.example:2 tls=a.example:1"));
}
