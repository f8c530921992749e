using Tombolo.Interop.Keys;

namespace Tombolo.Interop.Enlistment;

/// <summary>Body of <c>POST /interop/v1/enlistments</c>; the reply is <see cref="Enrolled"/>.</summary>
public sealed record EnlistmentRequest
{
    /// <summary>Identity token with purpose <c>enlist</c>.</summary>
    public required string Token { get; init; }

    /// <summary>The nonce that was signed, 32 bytes.</summary>
    public required byte[] Nonce { get; init; }

    /// <summary>XEdDSA signature, 64 bytes, over <see cref="Enlistment.Possession.Message"/> with the digest of <see cref="Keys"/>.</summary>
    public required byte[] Possession { get; init; }

    /// <summary>The device that becomes the account's device.</summary>
    public required DeviceDescription Device { get; init; }

    /// <summary>Its public keys.</summary>
    public required DeviceKeys Keys { get; init; }

    /// <summary>Protocol version the device speaks, such as <c>0.1</c>.</summary>
    public required string ProtocolVersion { get; init; }
}
