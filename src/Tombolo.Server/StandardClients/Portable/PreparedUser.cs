using System.Security.Cryptography;
using Tombolo.Xmpp.Sasl;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.StandardClients.Portable;

/// <summary>A user of a file that is ready to be stored: its address is sound, and what costs time is derived.</summary>
/// <param name="Address">The account's address.</param>
/// <param name="User">What the file says.</param>
/// <param name="Verifiers">What will be kept of the password; null when nothing changes.</param>
internal sealed record PreparedUser(string Address, PortableUser User, AppPasswordVerifiers? Verifiers)
{
    /// <summary>Derives what is needed, which takes some milliseconds for a password that is new.</summary>
    public static PreparedUser Create(PortableUser user, string address, AppPasswordVerifiers? known, Action<ImportProblem> tell)
    {
        if (user.Password is null)
        {
            return new PreparedUser(address, user, FromCredentials(user, known, tell));
        }

        if (!SaslPrep.TryPrepare(user.Password, out _) || user.Password.Length == 0)
        {
            tell(new ImportProblem(user.Line, $"the password of {user.Name} has characters that a password may not have (RFC 4013); the account comes without one"));
            return new PreparedUser(address, user, null);
        }

        var isKnown = (known?.Sha1 ?? known?.Sha256)?.Verify(user.Password) == true && known is { Sha1: not null, Sha256: not null };
        return new PreparedUser(address, user, isKnown ? null : AppPasswordVerifiers.Create(user.Password));
    }

    private static AppPasswordVerifiers? FromCredentials(PortableUser user, AppPasswordVerifiers? known, Action<ImportProblem> tell)
    {
        if (user is { Sha1: null, Sha256: null })
        {
            return null;
        }

        var (sha1, sha256) = (user.Sha1, user.Sha256);
        if (sha1 is not null && sha256 is not null && (sha1.Iterations != sha256.Iterations || !sha1.Salt.Span.SequenceEqual(sha256.Salt.Span)))
        {
            tell(new ImportProblem(user.Line, $"the credentials of {user.Name} for SCRAM-SHA-1 have another salt or number of rounds than those for SCRAM-SHA-256 and are left out"));
            sha1 = null;
        }

        return Same(known?.Sha1, sha1) && Same(known?.Sha256, sha256) ? null : new AppPasswordVerifiers(sha1, sha256);
    }

    private static bool Same(ScramCredentials? left, ScramCredentials? right) => left is null || right is null
        ? ReferenceEquals(left, right)
        : left.Iterations == right.Iterations && left.Salt.Span.SequenceEqual(right.Salt.Span)
            && CryptographicOperations.FixedTimeEquals(left.StoredKey.Span, right.StoredKey.Span) && CryptographicOperations.FixedTimeEquals(left.ServerKey.Span, right.ServerKey.Span);
}
