using Tombolo.Server.Accounts;

namespace Tombolo.Server.Keys;

/// <summary>Told when a session-starting message was stored, so that its one-time keys are not handed out a second time.</summary>
internal interface IPreKeyUse
{
    /// <summary>
    /// The sender's message of kind <c>prekey</c> to these devices of the receiver is committed. Forgets the keys reserved for the sender; the next bundle has fresh ones.
    /// Idempotent, and cheap when nothing is reserved.
    /// </summary>
    Task UsedAsync(AccountAddress sender, AccountAddress receiver, CancellationToken cancellationToken);
}
