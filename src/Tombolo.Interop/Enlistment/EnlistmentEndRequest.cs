namespace Tombolo.Interop.Enlistment;

/// <summary>Body of <c>DELETE /interop/v1/enlistments</c>: removes account, keys and mailbox; answered with 204.</summary>
public sealed record EnlistmentEndRequest
{
    /// <summary>Identity token with purpose <c>delete</c>.</summary>
    public required string Token { get; init; }

    /// <summary>The nonce that was signed, 32 bytes.</summary>
    public required byte[] Nonce { get; init; }

    /// <summary>XEdDSA signature, 64 bytes, over <see cref="Enlistment.Possession.Message"/> with the empty key digest.</summary>
    public required byte[] Possession { get; init; }
}
