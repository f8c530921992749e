using System.Text.Json;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Json;
using Tombolo.Interop.Registration;
using Tombolo.Interop.Tests.Keys;

namespace Tombolo.Interop.Tests.Json;

public sealed class InteropJsonTests
{
    [Fact]
    public void EnlistmentRequest_ThereAndBack_IsTheSame()
    {
        var request = new EnlistmentRequest
        {
            Token = "a.b.c",
            Nonce = new byte[32],
            Possession = new byte[64],
            Device = new DeviceDescription { Platform = DevicePlatforms.Web, Name = "Bea's phone", RegistrationId = 77 },
            Keys = SampleKeys.Create(),
            ProtocolVersion = "0.1",
        };

        var text = JsonSerializer.Serialize(request, InteropJson.Default.EnlistmentRequest);
        var again = JsonSerializer.Deserialize(text, InteropJson.Default.EnlistmentRequest)!;

        Assert.Equal(text, JsonSerializer.Serialize(again, InteropJson.Default.EnlistmentRequest));
        Assert.Contains("\"nonce\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"nonce":null,"expiresAt":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"nonce":"%%","expiresAt":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"nonce":5,"expiresAt":"2026-01-01T00:00:00Z"}""")]
    public void NonceIssued_MissingOrBrokenMember_IsRefused(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text, InteropJson.Default.NonceIssued));

    [Fact]
    public void RegistrationRequest_MissingNumber_IsRefused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{}", InteropJson.Default.RegistrationRequest));
}
