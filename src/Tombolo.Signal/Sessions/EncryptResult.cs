using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Signal;

/// <summary>A message ready to be sent, or why there is none.</summary>
public sealed class EncryptResult
{
    private readonly CiphertextMessage? _message;

    private EncryptResult(CiphertextMessage? message, EncryptFailure? failure, IdentityKey? identity) =>
        (_message, Failure, RemoteIdentity) = (message, failure, identity);

    /// <summary>Whether there is a message.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => _message is not null;

    /// <summary>The message to send, once the store's changes are safe.</summary>
    /// <exception cref="InvalidOperationException">Nothing was encrypted; look at <see cref="Failure"/> first.</exception>
    public CiphertextMessage Message => _message ?? throw new InvalidOperationException($"Nothing was encrypted: {Failure}.");

    /// <summary>Why not; null on success.</summary>
    public EncryptFailure? Failure { get; }

    /// <summary>For <see cref="EncryptFailure.UntrustedIdentity"/>: the key to decide about.</summary>
    public IdentityKey? RemoteIdentity { get; }

    internal static EncryptResult Success(CiphertextMessage message) => new(message, null, null);

    internal static EncryptResult Fail(EncryptFailure failure, IdentityKey? identity = null) => new(null, failure, identity);
}
