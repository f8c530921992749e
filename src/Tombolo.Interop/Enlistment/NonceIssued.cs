namespace Tombolo.Interop.Enlistment;

/// <summary>Reply of <c>POST /interop/v1/nonces</c> (201).</summary>
public sealed record NonceIssued
{
    /// <summary>32 random bytes, good for one use.</summary>
    public required byte[] Nonce { get; init; }

    /// <summary>When it stops working, five minutes after it was issued.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
