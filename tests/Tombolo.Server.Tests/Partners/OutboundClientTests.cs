using System.Net;
using Tombolo.Server.Partners;
using Tombolo.Server.Partners.Outbound;

namespace Tombolo.Server.Tests.Partners;

public sealed class OutboundClientTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void IsPublic_AddressOfAnotherKind_IsFalse(string address) => Assert.False(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("9.9.9.9")]
    [InlineData("172.32.0.1")]
    [InlineData("2620:fe::fe")]
    [InlineData("::ffff:9.9.9.9")]
    public void IsPublic_PublicAddress_IsTrue(string address) => Assert.True(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task GetAsync_NameThatLeadsInside_IsNotConnected()
    {
        using var client = new OutboundClient((_, _) => Task.FromResult(new[] { IPAddress.Parse("9.9.9.9"), IPAddress.Loopback }));

        var reply = await client.GetAsync(Registered("https://partner.example"), new Uri("https://partner.example/jwks"), 1000, CancellationToken.None);

        Assert.Equal(nameof(HttpRequestError.ConnectionError), reply.Failure);
    }

    [Theory]
    [InlineData("https://elsewhere.example/jwks")]
    [InlineData("https://partner.example:8443/jwks")]
    [InlineData("http://partner.example/jwks")]
    [InlineData("https://user@partner.example/jwks")]
    public async Task GetAsync_UrlOfAnotherOrigin_IsNotAsked(string url)
    {
        using var client = new OutboundClient((_, _) => throw new InvalidOperationException("The name was looked up."));

        var reply = await client.GetAsync(Registered("https://partner.example"), new Uri(url), 1000, CancellationToken.None);

        Assert.Equal("foreign origin", reply.Failure);
    }

    private static Server.Partners.Partner Registered(string issuer) => new()
    {
        Id = "partner",
        Name = "Partner",
        Issuer = issuer,
        IssuerUrl = new Uri(issuer),
        AppOrigins = [],
        IdentifierType = "email",
        State = PartnerState.Live,
        MayUseLoopback = false,
    };
}
