using System.Security.Cryptography;
using Tombolo.Server.Accounts;
using Tombolo.Server.Streams;
using Tombolo.Server.Transport;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.ClassicSasl;
using Tombolo.Xmpp.Errors;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.ResourceBinding;
using Tombolo.Xmpp.Sasl;
using Tombolo.Xmpp.StartTls;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.StreamManagement;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Server.StandardClients.Login;

/// <summary>
/// The login every XMPP client knows (RFC 6120): STARTTLS, SASL, a new stream, then a resource is bound or a session resumed. One for each
/// connection.
/// </summary>
internal sealed class ClassicLogin(PasswordExchange passwords, SessionOpening opening, SessionServices services)
{
    private bool _hasWishedToResume;
    private string? _mechanism;
    private int _failures;

    /// <summary>Whether the client has shown its password.</summary>
    public bool IsAuthenticated { get; private set; }

    /// <summary>Whether a stream element is for this login rather than for that of our own devices.</summary>
    public bool Takes(in StanzaEnvelope element) => IsAuthenticated || element.Namespace is KnownNamespace.Sasl or KnownNamespace.StartTls;

    /// <summary>What is offered at this point; null when the connection is none for standard clients.</summary>
    public StreamFeatures? Features(ClientConnection connection) => connection.PasswordAccess switch
    {
        PasswordAccess.None => null,
        PasswordAccess.AfterStartTls => new StreamFeatures { StartTls = StartTlsOffer.Required },
        _ when IsAuthenticated => new StreamFeatures { ClassicBind = true, StreamManagement = true },
        _ => new StreamFeatures
        {
            Mechanisms = PasswordExchange.Mechanisms(connection.EndpointBinding),
            ChannelBindings = connection.EndpointBinding.IsEmpty ? [] : ["tls-server-end-point"],
        },
    };

    public async Task<LoginOutcome> HandleAsync(ClientConnection connection, StanzaEnvelope element, CancellationToken cancellationToken) => (connection.PasswordAccess, element) switch
    {
        (PasswordAccess.AfterStartTls, _) when element.Is(KnownNamespace.StartTls, "starttls"u8) => new LoginOutcome(Turn: StreamTurn.Secure),
        (not PasswordAccess.Allowed, _) => new LoginOutcome(Condition: StreamErrorCondition.NotAuthorized),
        _ when IsAuthenticated => await BindOrResumeAsync(connection, element, cancellationToken),
        _ when element.Namespace == KnownNamespace.Sasl => await AuthenticateAsync(connection, element, cancellationToken),
        _ => new LoginOutcome(Condition: StreamErrorCondition.NotAuthorized),
    };

    private async Task<LoginOutcome> AuthenticateAsync(ClientConnection connection, StanzaEnvelope element, CancellationToken cancellationToken)
    {
        passwords.Origin = connection.Origin;
        var step = await StepAsync(connection, element.ToElement(), cancellationToken);
        if (step.Failure is { } failure)
        {
            services.Metrics.LoginRefused(_mechanism);
            connection.Output.Append(new SaslFailure(failure).ToElement(), static (output, value) => output.WriteElement(value));
            return ++_failures >= services.Options.Streams.MaxLoginAttempts ? new LoginOutcome(Condition: StreamErrorCondition.PolicyViolation) : default;
        }

        connection.Output.Append(
            step.IsAccepted ? SaslStep.Success(step.Data) : SaslStep.Challenge(step.Data), static (output, value) => output.WriteElement(value));
        IsAuthenticated = step.IsAccepted;
        return step.IsAccepted ? new LoginOutcome(Turn: StreamTurn.Restart) : default;
    }

    private async ValueTask<PasswordStep> StepAsync(ClientConnection connection, System.Xml.Linq.XElement element, CancellationToken cancellationToken)
    {
        if (SaslAuth.Read(element) is { } auth)
        {
            _mechanism = auth.Mechanism;
            return await passwords.BeginAsync(auth, connection.EndpointBinding, cancellationToken);
        }

        if (element.Name.LocalName == "response" && SaslStep.ReadMessage(element) is { } response)
        {
            return await passwords.ContinueAsync(response, cancellationToken);
        }

        passwords.Forget();
        return PasswordStep.Fail(element.Name.LocalName == "abort" ? SaslFailureCondition.Aborted : SaslFailureCondition.MalformedRequest);
    }

    private async Task<LoginOutcome> BindOrResumeAsync(ClientConnection connection, StanzaEnvelope element, CancellationToken cancellationToken)
    {
        if (element.Is(KnownNamespace.StreamManagement, "resume"u8))
        {
            return await ResumeAsync(connection, ResumeRequest.Read(element.ToElement()), cancellationToken);
        }

        if (element.Is(KnownNamespace.StreamManagement, "enable"u8))
        {
            // Before a resource is bound (XEP-0198 section 3). The client may go on and bind one.
            Say(connection, new ResumeFailed { Condition = StanzaErrorCondition.UnexpectedRequest });
            return default;
        }

        if (element.Kind != StanzaKind.Iq || !element.Type.SequenceEqual("set"u8) || !BoundResource.TryReadRequest(element.ToPayload(), out var wish))
        {
            return new LoginOutcome(Condition: StreamErrorCondition.NotAuthorized);
        }

        if (Address(wish) is not { } address)
        {
            connection.Output.Append(element, (output, iq) => StanzaReply.WriteError(iq, output, connection.Framing, default, default, new StanzaError(StanzaErrorCondition.BadRequest)));
            return default;
        }

        var session = await opening.BindStandardAsync(passwords.Account, address, cancellationToken);
        if (session is null)
        {
            // The password was taken away between login and here.
            return new LoginOutcome(Condition: StreamErrorCondition.NotAuthorized);
        }

        connection.Output.Append(element, (output, iq) => StanzaReply.WriteResult(iq, output, connection.Framing, default, default, BoundResource.Result(address)));
        services.Metrics.LoggedIn(_mechanism!);
        if (_hasWishedToResume)
        {
            session.Feed.HoldUntilManaged();
        }

        session.Connect(connection, connection.Output);
        return new LoginOutcome(session);
    }

    private async Task<LoginOutcome> ResumeAsync(ClientConnection connection, ResumeRequest? request, CancellationToken cancellationToken)
    {
        var device = new DeviceAddress(passwords.Account, DeviceAddress.StandardClients);
        var resumption = request is null ? default : await opening.ResumeAsync(device, request);
        var session = resumption.Session;
        if (session is not null && cancellationToken.IsCancellationRequested)
        {
            services.Sessions.Hibernate(session);
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (session is null)
        {
            _hasWishedToResume = true;
            services.Metrics.ResumptionFailed();
            Say(connection, new ResumeFailed { Handled = resumption.Handled });
            return default;
        }

        connection.Output.Append(new Resumed(request!.PreviousId, session.Window.Handled).ToElement(), static (output, value) => output.WriteElement(value));
        services.Metrics.LoggedIn(_mechanism!);
        services.Metrics.Resumed();
        session.Connect(connection, connection.Output);
        return new LoginOutcome(session);
    }

    private static void Say(ClientConnection connection, ResumeFailed failed) =>
        connection.Output.Append(failed.ToElement(), static (output, value) => output.WriteElement(value));

    /// <summary>The full address for a wished resource. A number would look like one of the account's devices, so it gets something behind it.</summary>
    private Jid? Address(string? wish)
    {
        var random = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var resource = wish is null ? random : int.TryParse(wish, out _) ? $"{wish}.{random}" : wish;
        var account = passwords.Account;
        return Jid.TryCreate(account.Local, account.Domain, resource, out var address) && !address.IsBare ? address : null;
    }
}
