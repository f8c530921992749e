using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Signal;

/// <summary>The plaintext of a message, or why there is none.</summary>
public sealed class DecryptResult
{
    private readonly byte[]? _plaintext;

    private DecryptResult(byte[]? plaintext, DecryptFailure? failure, IdentityKey? identity, IdentityChange change) =>
        (_plaintext, Failure, RemoteIdentity, IdentityChange) = (plaintext, failure, identity, change);

    /// <summary>Whether there is a plaintext.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => _plaintext is not null;

    /// <summary>The plaintext, which belongs to the caller.</summary>
    /// <exception cref="InvalidOperationException">The message was not decrypted; look at <see cref="Failure"/> first.</exception>
    public byte[] Plaintext => _plaintext ?? throw new InvalidOperationException($"The message was not decrypted: {Failure}.");

    /// <summary>Why not; null on success.</summary>
    public DecryptFailure? Failure { get; }

    /// <summary>
    /// The sender's identity key: on success, and for <see cref="DecryptFailure.UntrustedIdentity"/> the key to decide about.
    /// Null otherwise, and in groups.
    /// </summary>
    public IdentityKey? RemoteIdentity { get; }

    /// <summary>On success: whether this message brought another identity key than the one known before.</summary>
    public IdentityChange IdentityChange { get; }

    internal static DecryptResult Success(byte[] plaintext, IdentityKey? identity, IdentityChange change) =>
        new(plaintext, null, identity, change);

    internal static DecryptResult Fail(DecryptFailure failure, IdentityKey? identity = null) =>
        new(null, failure, identity, IdentityChange.None);
}
