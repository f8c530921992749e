using Tombolo.Server.Abuse;
using Tombolo.Server.Accounts;
using Tombolo.Xmpp.ClassicSasl;
using Tombolo.Xmpp.Sasl;
using Tombolo.Xmpp.Sasl.Plain;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.StandardClients.Login;

/// <summary>
/// SCRAM and PLAIN with an app password; one for each connection, one attempt at a time. Knows mechanisms, no streams: says what to answer.
/// </summary>
internal sealed class PasswordExchange(AppPasswords passwords, LoginGuard guard)
{
    private ScramServer? _scram;
    private ScramHash _hash;
    private string? _waitingFor;
    private bool _isChallenged;

    /// <summary>Where the peer comes from; null when a proxy stands for it.</summary>
    public string? Origin { get; set; }

    /// <summary>The account that proved itself; empty before.</summary>
    public AccountAddress Account { get; private set; }

    /// <summary>The mechanisms for a connection, strongest first.</summary>
    public static IReadOnlyList<string> Mechanisms(ReadOnlyMemory<byte> endpointBinding) => endpointBinding.IsEmpty
        ? ["SCRAM-SHA-256", "SCRAM-SHA-1", PlainMessage.MechanismName]
        : ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-1", PlainMessage.MechanismName];

    /// <summary>Takes <c>auth</c>.</summary>
    public async ValueTask<PasswordStep> BeginAsync(SaslAuth auth, ReadOnlyMemory<byte> endpointBinding, CancellationToken cancellationToken)
    {
        Forget();
        var channel = endpointBinding.IsEmpty ? null : new ScramChannel("tls-server-end-point", endpointBinding);
        if (auth.Mechanism != PlainMessage.MechanismName)
        {
            _scram = ScramServer.Create(auth.Mechanism, channel, plusOffered: channel is not null);
            _hash = auth.Mechanism.StartsWith("SCRAM-SHA-256", StringComparison.Ordinal) ? ScramHash.Sha256 : ScramHash.Sha1;
            if (_scram is null)
            {
                return PasswordStep.Fail(SaslFailureCondition.InvalidMechanism);
            }
        }

        _waitingFor = auth.Mechanism;
        return auth.InitialResponse is { } response ? await ContinueAsync(response, cancellationToken) : PasswordStep.Ask([]);
    }

    /// <summary>Takes <c>response</c>, or what stood in <c>auth</c>.</summary>
    public ValueTask<PasswordStep> ContinueAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => (_waitingFor, _scram, _isChallenged) switch
    {
        (null, _, _) => ValueTask.FromResult(PasswordStep.Fail(SaslFailureCondition.NotAuthorized)),
        (_, null, _) => CheckPlainAsync(message, cancellationToken),
        (_, _, false) => ChallengeAsync(message, cancellationToken),
        _ => ValueTask.FromResult(Finish(message)),
    };

    /// <summary>The client gave up, or something else came in between.</summary>
    public void Forget()
    {
        _scram = null;
        _waitingFor = null;
        _isChallenged = false;
        Account = default;
    }

    private async ValueTask<PasswordStep> CheckPlainAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        _waitingFor = null;
        if (PlainMessage.Read(message.Span) is not { } plain || !passwords.TryReadName(plain.AuthenticationId, out var account))
        {
            return PasswordStep.Fail(SaslFailureCondition.MalformedRequest);
        }

        if (!guard.MayTry(Origin, account))
        {
            return PasswordStep.Fail(SaslFailureCondition.TemporaryAuthFailure);
        }

        return await passwords.VerifyPlainAsync(account, plain.Password, cancellationToken)
            ? Accept(account, plain.AuthorizationId, [])
            : PasswordStep.Fail(SaslFailureCondition.NotAuthorized);
    }

    private async ValueTask<PasswordStep> ChallengeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (_scram!.Begin(message.Span) is { } condition)
        {
            Forget();
            return PasswordStep.Fail(condition);
        }

        if (!passwords.TryReadName(_scram.UserName, out var account))
        {
            Forget();
            return PasswordStep.Fail(SaslFailureCondition.NotAuthorized);
        }

        if (!guard.MayTry(Origin, account))
        {
            Forget();
            return PasswordStep.Fail(SaslFailureCondition.TemporaryAuthFailure);
        }

        Account = account;
        _isChallenged = true;
        return PasswordStep.Ask(_scram.Challenge(await passwords.FindAsync(account, _hash, cancellationToken)));
    }

    private PasswordStep Finish(ReadOnlyMemory<byte> message)
    {
        var (scram, account) = (_scram!, Account);
        Forget();
        return scram.Finish(message.Span, out var proof) is { } condition ? PasswordStep.Fail(condition) : Accept(account, scram.AuthorizationId ?? "", proof);
    }

    private PasswordStep Accept(AccountAddress account, string authorizationId, byte[] proof)
    {
        if (authorizationId.Length > 0 && (!passwords.TryReadName(authorizationId, out var other) || other != account))
        {
            return PasswordStep.Fail(SaslFailureCondition.InvalidAuthzid);
        }

        guard.Succeeded(Origin, account);
        Account = account;
        return PasswordStep.Accept(proof);
    }
}
