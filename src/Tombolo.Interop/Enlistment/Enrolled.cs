namespace Tombolo.Interop.Enlistment;

/// <summary>Reply (201) to a verified registration and to an enlistment: the device may log in now.</summary>
public sealed record Enrolled
{
    /// <summary>The account's address, <c>uuid@domain</c>.</summary>
    public required string Account { get; init; }

    /// <summary>The device's number within the account, 1 to 127; 1 is the primary device.</summary>
    public required int DeviceId { get; init; }

    /// <summary>Token for the first login (mechanism HT-SHA-256-*); replaced at each login. A secret.</summary>
    public required string LoginToken { get; init; }

    /// <summary>When the token stops working: partner devices come back with an identity token then. Null: it does not end by time.</summary>
    public DateTimeOffset? LoginTokenExpiresAt { get; init; }

    /// <summary>Where to connect.</summary>
    public required ConnectionEndpoints Endpoints { get; init; }

    /// <summary>What the host takes.</summary>
    public required ConnectionLimits Limits { get; init; }

    /// <summary>Version of the host's software.</summary>
    public required string ServerVersion { get; init; }
}
