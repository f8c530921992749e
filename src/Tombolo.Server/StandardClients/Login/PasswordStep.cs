using Tombolo.Xmpp.Sasl;

namespace Tombolo.Server.StandardClients.Login;

/// <summary>What a mechanism says next: a challenge, success, or a failure. <see cref="Data"/> goes with the first two.</summary>
internal readonly record struct PasswordStep(bool IsAccepted, SaslFailureCondition? Failure, byte[] Data)
{
    public static PasswordStep Ask(byte[] challenge) => new(false, null, challenge);

    public static PasswordStep Accept(byte[] proof) => new(true, null, proof);

    public static PasswordStep Fail(SaslFailureCondition condition) => new(false, condition, []);
}
