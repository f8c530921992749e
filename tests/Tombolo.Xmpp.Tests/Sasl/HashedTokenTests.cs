using System.Text;
using Tombolo.Xmpp.Sasl.HashedTokens;

namespace Tombolo.Xmpp.Tests.Sasl;

public class HashedTokenTests
{
    private static readonly byte[] Token = Encoding.UTF8.GetBytes("secret-token:fast-Oeie4nmlUoLHXca_YHkBEkCjALjP");

    // HMAC-SHA-256 of "Initiator" and "Responder", each followed by the binding data, computed with Python's hmac module.
    [Theory]
    [InlineData("", "c751a62e3e0b67fcd4a89814d265e09226ec813efb28e0ec99fca9387a005113", "bdb0edc482662e5efb850440a1db38d28924b4612e8de0bd26f017beb6add1db")]
    [InlineData("010203", "bce1057b5e0da56c50e4d2fb1069ac327c19152f6a2d699ca5cf8565b42e3186", "4ea19cc81539a758942354f2efd47657509b40017e845debdac8d11a8f8f07e1")]
    public void Proofs_AreHmacsOfRoleAndBinding(string binding, string initiator, string responder)
    {
        var data = Convert.FromHexString(binding);

        var message = HashedToken.InitialResponse("u@host/1", Token, data);

        Assert.Equal("u@host/1\0", Encoding.UTF8.GetString(message.AsSpan(0, 9)));
        Assert.Equal(initiator, Convert.ToHexStringLower(message.AsSpan(9)));
        Assert.Equal(responder, Convert.ToHexStringLower(HashedToken.ResponderProof(Token, data)));
    }

    [Fact]
    public void Login_WithTheToken_ProvesBothSides()
    {
        Assert.True(HashedToken.TryReadInitialResponse(HashedToken.InitialResponse("u@host/1", Token, [7]), out var identity, out var proof));

        Assert.Equal("u@host/1", identity);
        Assert.True(HashedToken.VerifyInitiator(Token, [7], proof));
        Assert.False(HashedToken.VerifyInitiator(Token, [8], proof));
        Assert.False(HashedToken.VerifyInitiator("other"u8, [7], proof));
        Assert.False(HashedToken.VerifyResponder(Token, [7], proof));
        Assert.True(HashedToken.VerifyResponder(Token, [7], HashedToken.ResponderProof(Token, [7])));
    }

    [Fact]
    public void InitialResponse_ThatIsMalformed_IsRefused()
    {
        Assert.False(HashedToken.TryReadInitialResponse([], out _, out _));
        Assert.False(HashedToken.TryReadInitialResponse(new byte[33], out _, out _));
        Assert.False(HashedToken.TryReadInitialResponse("u@host"u8, out _, out _));
        Assert.False(HashedToken.TryReadInitialResponse([(byte)'u', 0, .. new byte[31]], out _, out _));
        Assert.False(HashedToken.TryReadInitialResponse([0xFF, 0, .. new byte[32]], out _, out _));
    }

    [Theory]
    [InlineData(HashedTokenBinding.None, "HT-SHA-256-NONE")]
    [InlineData(HashedTokenBinding.Endpoint, "HT-SHA-256-ENDP")]
    [InlineData(HashedTokenBinding.Exporter, "HT-SHA-256-EXPR")]
    [InlineData(HashedTokenBinding.Unique, "HT-SHA-256-UNIQ")]
    public void MechanismName_GoesBothWays(HashedTokenBinding binding, string name)
    {
        Assert.Equal(name, HashedToken.MechanismName(binding));
        Assert.True(HashedToken.TryParseMechanism(name, out var parsed));
        Assert.Equal(binding, parsed);
        Assert.False(HashedToken.TryParseMechanism(name + "X", out _));
    }
}
