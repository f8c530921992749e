using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Keys;

namespace Tombolo.Interop.Registration;

/// <summary>Body of <c>POST /v1/registrations/{id}/verification</c>; the reply is <see cref="Enrolled"/>.</summary>
public sealed record VerificationRequest
{
    /// <summary>The one-time code, six digits.</summary>
    public required string Code { get; init; }

    /// <summary>The device that becomes the account's device.</summary>
    public required DeviceDescription Device { get; init; }

    /// <summary>Its public keys.</summary>
    public required DeviceKeys Keys { get; init; }
}
