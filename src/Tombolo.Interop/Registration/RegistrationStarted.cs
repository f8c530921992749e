namespace Tombolo.Interop.Registration;

/// <summary>Reply of <c>POST /v1/registrations</c> (201): a code is on its way.</summary>
public sealed record RegistrationStarted
{
    /// <summary>Names this registration in the verification URL.</summary>
    public required string Id { get; init; }

    /// <summary>The number as the host understood it, E.164.</summary>
    public required string Number { get; init; }

    /// <summary>When the code stops working.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Seconds before another code may be asked for.</summary>
    public required int ResendAfterSeconds { get; init; }
}
