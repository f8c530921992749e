using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Errors;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Json;
using Tombolo.Interop.Keys;
using ErrorCode = Tombolo.Interop.Errors.ErrorCode;

namespace Tombolo.Cli.Tests.Protocol;

public sealed class JsonExampleTests
{
    private static readonly Dictionary<string, JsonTypeInfo> Types = new(StringComparer.Ordinal)
    {
        ["host.json"] = InteropJson.Default.HostDocument,
        ["problem.json"] = InteropJson.Default.ProblemDocument,
        ["nonce.json"] = InteropJson.Default.NonceIssued,
        ["enlistment-request.json"] = InteropJson.Default.EnlistmentRequest,
        ["enlistment-end.json"] = InteropJson.Default.EnlistmentEndRequest,
        ["enrolled.json"] = InteropJson.Default.Enrolled,
        ["registration-request.json"] = InteropJson.Default.RegistrationRequest,
        ["registration-started.json"] = InteropJson.Default.RegistrationStarted,
        ["verification-request.json"] = InteropJson.Default.VerificationRequest,
    };

    /// <summary>Read by the tests below instead of by a codec of ours.</summary>
    private static readonly string[] Others = ["identity-token.json", "possession.json"];

    public static TheoryData<string> Coded => [.. Types.Keys];

    [Theory]
    [MemberData(nameof(Coded))]
    public void Example_ReadAndWritten_IsTheSame(string name)
    {
        var text = Examples.Read(name);

        var value = JsonSerializer.Deserialize(text, Types[name]);

        // Two spellings of the same offset; a reader takes both.
        var written = JsonSerializer.Serialize(value, Types[name]).Replace("+00:00", "Z", StringComparison.Ordinal).Replace("\\u002B00:00", "Z", StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(written)), written);
    }

    [Fact]
    public void Examples_All_AreReadBySomeTest() => Assert.Equal(Examples.Names("*.json"), Types.Keys.Concat(Others).Order(StringComparer.Ordinal));

    [Fact]
    public void Possession_ItsBytes_AreTheOnesOurCodeSigns()
    {
        var example = JsonNode.Parse(Examples.Read("possession.json"))!;
        var request = JsonSerializer.Deserialize(Examples.Read("enlistment-request.json"), InteropJson.Default.EnlistmentRequest)!;

        var digest = KeyDigest.Of(request.Keys);
        var message = Possession.Message(request.Nonce, request.Token, digest);

        Assert.Equal(((string)example["keyDigest"]!, (string)example["message"]!), (Base64Url.EncodeToString(digest), Base64Url.EncodeToString(message)));
        Assert.Equal((request.Token, Base64Url.EncodeToString(request.Nonce)), ((string)example["token"]!, (string)example["nonce"]!));
    }

    [Fact]
    public void IdentityToken_IsTheOneInTheRequestAndBindsItsKey()
    {
        var claims = JsonNode.Parse(Examples.Read("identity-token.json"))!;
        var request = JsonSerializer.Deserialize(Examples.Read("enlistment-request.json"), InteropJson.Default.EnlistmentRequest)!;

        var sent = JsonNode.Parse(Base64Url.DecodeFromChars(request.Token.Split('.')[1]))!;

        Assert.True(JsonNode.DeepEquals(claims, sent), sent.ToJsonString());
        Assert.Equal(KeyThumbprint.Of(request.Keys.IdentityKey), (string)claims[IdentityTokenClaims.Confirmation]!["jkt"]!);
        Assert.Equal(new Identifier(IdentifierTypes.Email, "bea@wren.example"), claims[IdentityTokenClaims.Identifier].Deserialize(InteropJson.Default.Identifier));
        Assert.True((long)claims["exp"]! - (long)claims["iat"]! <= IdentityTokenClaims.MaxLifetime.TotalSeconds);
    }

    [Fact]
    public void Problem_IsOneOfTheClosedList()
    {
        var problem = JsonSerializer.Deserialize(Examples.Read("problem.json"), InteropJson.Default.ProblemDocument)!;

        Assert.Equal(ProblemDocument.For(ErrorCode.TokenReplayed), problem);
    }
}
