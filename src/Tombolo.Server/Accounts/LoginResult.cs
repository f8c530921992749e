namespace Tombolo.Server.Accounts;

/// <summary>Either a device with its next login token, or a code from the closed list.</summary>
internal sealed record LoginResult
{
    private LoginResult()
    {
    }

    public ErrorCode? Refusal { get; private init; }

    public bool Succeeded => Refusal is null;

    public DeviceAddress Device { get; private init; }

    /// <summary>HT only: <c>HMAC(token, "Responder" ‖ channel binding)</c>, proves the server to the client.</summary>
    public ReadOnlyMemory<byte> ServerProof { get; private init; }

    /// <summary>The rotated login token; takes effect when first used.</summary>
    public string? NextToken { get; private init; }

    public DateTimeOffset? NextTokenExpires { get; private init; }

    public static LoginResult Success(DeviceAddress device, ReadOnlyMemory<byte> serverProof, string? nextToken, DateTimeOffset? nextTokenExpires) =>
        new() { Device = device, ServerProof = serverProof, NextToken = nextToken, NextTokenExpires = nextTokenExpires };

    public static LoginResult Refused(ErrorCode code) => new() { Refusal = code };
}
