using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Keys;

namespace Tombolo.Server.Accounts.Enrolment;

/// <summary>A device that has proved whose it is and is about to become its account's device.</summary>
internal sealed record Enrolling
{
    /// <summary><see cref="ServiceNames.Host"/> or a partner's id.</summary>
    public required string Service { get; init; }

    public required string Region { get; init; }

    public required DeviceDescription Device { get; init; }

    public required DeviceKeys Keys { get; init; }

    public required string LoginToken { get; init; }

    /// <summary>When the device has to prove itself to its partner again; null for the host's own.</summary>
    public DateTimeOffset? ProofEndsAt { get; init; }
}
