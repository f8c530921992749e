using System.Text;
using Tombolo.Xmpp.Sasl;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Xmpp.Tests.Sasl;

public class ScramTests
{
    private static readonly ScramChannel Exporter = new("tls-exporter", new byte[] { 1, 2, 3, 4 });

    private static string Text(byte[]? message) => Encoding.UTF8.GetString(Assert.IsType<byte[]>(message));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void Rfc5802Example_BothSides_GiveItsBytes()
    {
        var client = new ScramClient(ScramHash.Sha1, "user", "pencil", nonce: "fyko+d2lbbFgONRv9qkxdawL");
        var server = ScramServer.Create("SCRAM-SHA-1", null, plusOffered: false)!;
        var credentials = ScramCredentials.Create(ScramHash.Sha1, "pencil", Convert.FromBase64String("QSXCR+Q6sek8bf92"));

        Assert.Equal("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL", Text(client.Begin()));
        Assert.Null(server.Begin(client.Begin()));
        var challenge = server.Challenge(credentials, "3rfcNHYJY1ZVvWVs7j");
        Assert.Equal("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096", Text(challenge));
        var response = client.Respond(challenge);
        Assert.Equal("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", Text(response));
        Assert.Null(server.Finish(response, out var serverFinal));
        Assert.Equal("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", Text(serverFinal));
        Assert.True(client.Verify(serverFinal));
        Assert.Equal("user", server.UserName);
    }

    [Fact]
    public void Rfc7677Example_BothSides_GiveItsBytes()
    {
        var client = new ScramClient(ScramHash.Sha256, "user", "pencil", nonce: "rOprNGfwEbeRWgbNEkqO");
        var server = ScramServer.Create("SCRAM-SHA-256", null, plusOffered: false)!;
        var credentials = ScramCredentials.Create(ScramHash.Sha256, "pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="));

        Assert.Null(server.Begin(client.Begin()));
        var challenge = server.Challenge(credentials, "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
        var response = client.Respond(challenge);
        Assert.Equal(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            Text(response));
        Assert.Null(server.Finish(response, out var serverFinal));
        Assert.Equal("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Text(serverFinal));
        Assert.True(client.Verify(serverFinal));
    }

    [Theory]
    [InlineData("SCRAM-SHA-1-PLUS", ScramHash.Sha1)]
    [InlineData("SCRAM-SHA-256-PLUS", ScramHash.Sha256)]
    public void Plus_WithTheSameBinding_Succeeds(string mechanism, ScramHash hash)
    {
        var client = new ScramClient(hash, "a,b=c", "pässword", Exporter);

        Assert.Equal(mechanism, client.Mechanism);
        Assert.Null(Run(client, ScramServer.Create(mechanism, Exporter, plusOffered: true)!, hash, "pässword", out var verified));
        Assert.True(verified);
    }

    [Fact]
    public void Plus_WithAnotherBinding_IsRefused()
    {
        var client = new ScramClient(ScramHash.Sha256, "a", "p", Exporter);
        var server = ScramServer.Create("SCRAM-SHA-256-PLUS", new ScramChannel("tls-exporter", new byte[] { 9 }), plusOffered: true)!;

        Assert.Equal(SaslFailureCondition.NotAuthorized, Run(client, server, ScramHash.Sha256, "p", out _));
    }

    [Fact]
    public void WrongPassword_IsRefusedAndGetsNoServerProof()
    {
        var server = ScramServer.Create("SCRAM-SHA-256", null, plusOffered: false)!;

        Assert.Equal(SaslFailureCondition.NotAuthorized, Run(new ScramClient(ScramHash.Sha256, "a", "wrong"), server, ScramHash.Sha256, "right", out var verified));
        Assert.False(verified);
    }

    [Fact]
    public void ClientThatSawNoPlus_WhenItWasOffered_IsBeingDowngraded() => Assert.Equal(
        SaslFailureCondition.NotAuthorized,
        ScramServer.Create("SCRAM-SHA-256", Exporter, plusOffered: true)!.Begin("y,,n=a,r=abc"u8));

    [Theory]
    [InlineData("")]
    [InlineData("n,")]
    [InlineData("n,,")]
    [InlineData("p=tls-exporter,,n=a,r=abc")]
    [InlineData("n,,m=x,n=a,r=abc")]
    [InlineData("n,,n=a=,r=abc")]
    [InlineData("n,,n=,r=abc")]
    [InlineData("n,,n=a,r=")]
    [InlineData("n,b=x,n=a,r=abc")]
    [InlineData("x,,n=a,r=abc")]
    public void ClientFirst_ThatIsMalformed_IsRefused(string message) => Assert.Equal(
        SaslFailureCondition.MalformedRequest,
        ScramServer.Create("SCRAM-SHA-256", null, plusOffered: false)!.Begin(Bytes(message)));

    [Theory]
    [InlineData("r=other,s=QSXCR+Q6sek8bf92,i=4096")]
    [InlineData("r=mine,s=QSXCR+Q6sek8bf92,i=4096")]
    [InlineData("r=mine2,s=QSXCR+Q6sek8bf92,i=1")]
    [InlineData("r=mine2,s=QSXCR+Q6sek8bf92,i=99999999")]
    [InlineData("r=mine2,s=*,i=4096")]
    [InlineData("m=x,r=mine2,s=QSXCR+Q6sek8bf92,i=4096")]
    public void ServerFirst_ThatIsWrong_MakesTheClientStop(string message) =>
        Assert.Null(new ScramClient(ScramHash.Sha256, "a", "p", nonce: "mine").Respond(Bytes(message)));

    [Fact]
    public void StoredCredentials_CheckAPlainPassword()
    {
        var credentials = ScramCredentials.Create(ScramHash.Sha256, "pencil", new byte[16]);

        Assert.True(credentials.Verify("pencil"));
        Assert.False(credentials.Verify("pencils"));
        Assert.False(credentials.Verify("\u0007"));
    }

    [Fact]
    public void Decoy_ForTheSameName_ShowsTheSameSaltAndLetsNobodyIn()
    {
        var one = ScramCredentials.Decoy(ScramHash.Sha256, "ghost", "secret"u8);
        var two = ScramCredentials.Decoy(ScramHash.Sha256, "ghost", "secret"u8);

        Assert.True(one.Salt.Span.SequenceEqual(two.Salt.Span));
        Assert.False(one.StoredKey.Span.SequenceEqual(two.StoredKey.Span));
        Assert.Equal(16, one.Salt.Length);
    }

    private static SaslFailureCondition? Run(ScramClient client, ScramServer server, ScramHash hash, string password, out bool verified)
    {
        verified = false;
        Assert.Null(server.Begin(client.Begin()));
        var response = client.Respond(server.Challenge(ScramCredentials.Create(hash, password, new byte[16])));
        var failure = server.Finish(response, out var serverFinal);
        verified = client.Verify(serverFinal);
        return failure;
    }
}
