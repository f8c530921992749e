using System.Buffers.Text;
using Tombolo.Server.Abuse;
using Tombolo.Interop.Errors;
using Tombolo.Server.Accounts;
using Tombolo.Server.Observability;
using Tombolo.Server.StandardClients.Login;
using Tombolo.Server.Transport;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Fast;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Sasl;
using Tombolo.Xmpp.Sasl.HashedTokens;
using Tombolo.Xmpp.Sasl.OAuthBearer;
using Tombolo.Xmpp.Sasl2;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.StreamLimits;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Server.Streams;

/// <summary>
/// From a fresh stream to a bound device in one step (XEP-0388 with XEP-0386, XEP-0198 and XEP-0484 inside). One for each connection.
/// </summary>
internal sealed class LoginNegotiation(
    IDeviceAuthenticator authenticator, SessionOpening opening, SessionServices services, ClassicLogin classic, LoginGuard guard, StreamOffers offers)
{
    // What a login token without an end says in "expiry", which FAST makes mandatory.
    private static readonly TimeSpan NoExpiry = TimeSpan.FromDays(3650);

    private int _failures;

    /// <summary>Says what is offered at this point.</summary>
    public void Offer(ClientConnection connection)
    {
        var kind = new StreamOfferKind(connection.Framing, connection.PasswordAccess, connection.TakesDevices, !connection.EndpointBinding.IsEmpty, classic.IsAuthenticated);
        connection.Output.Append(offers.Find(kind, Features, connection));
    }

    private StreamFeatures Features(ClientConnection connection) => classic.Features(connection) is { } features
        ? features with { Sasl2 = connection.TakesDevices && features.Mechanisms.Count > 0 ? OwnFeatures(connection).Sasl2 : null }
        : OwnFeatures(connection);

    private StreamFeatures OwnFeatures(ClientConnection connection) => new()
    {
        Sasl2 = new Sasl2Feature
        {
            Mechanisms = [OAuthBearerMessage.MechanismName],
            FastMechanisms = [.. Bindings(connection).Select(HashedToken.MechanismName)],
            BindFeatures = [KnownNamespace.StreamManagement.Uri],
            StreamManagement = true,
        },
        ChannelBindings = connection.EndpointBinding.IsEmpty ? [] : ["tls-server-end-point"],
        Limits = new StreamLimitsFeature(services.Options.Streams.MaxStanzaBytes, null),
    };

    /// <summary>Takes one element of a peer that is not logged in.</summary>
    public async Task<LoginOutcome> HandleAsync(ClientConnection connection, StanzaEnvelope element, CancellationToken cancellationToken)
    {
        if (classic.Takes(element))
        {
            return await classic.HandleAsync(connection, element, cancellationToken);
        }

        if (element.Kind != StanzaKind.Nonza || element.Namespace != KnownNamespace.Sasl2 || !connection.TakesDevices)
        {
            return new LoginOutcome(Condition: StreamErrorCondition.NotAuthorized);
        }

        if (Sasl2Authenticate.Read(element.ToElement()) is not { } request)
        {
            return Fail(connection, new Sasl2Failure(SaslFailureCondition.MalformedRequest));
        }

        using var span = ServerTraces.Login(request.Mechanism);
        var result = await AuthenticateAsync(connection, request, cancellationToken);
        if (result.Failure is { } failure)
        {
            span.Fail(failure.Code ?? "_OTHER");
            return Fail(connection, failure, request.Mechanism);
        }

        var opened = await opening.OpenAsync(connection, result.Login!.Device, request, cancellationToken);
        if (opened.Session is not { } session)
        {
            span.Fail(opened.Failure!.Code ?? "_OTHER");
            return Fail(connection, opened.Failure, request.Mechanism);
        }

        connection.Output.Append(Success(session, request, result.Login, opened).ToElement(), static (output, success) => output.WriteElement(success));
        connection.Output.Append(new StreamFeatures(), (output, features) => features.Write(output, connection.Framing));
        services.Metrics.LoggedIn(request.Mechanism);
        NoteResumption(request, opened);
        session.Connect(connection, connection.Output);
        return new LoginOutcome(session);
    }

    private static Sasl2Failure Refuse(SaslFailureCondition condition, ErrorCode? code = null) => new(condition) { Code = code?.ToWireName() };

    private static IEnumerable<HashedTokenBinding> Bindings(ClientConnection connection) =>
        connection.EndpointBinding.IsEmpty ? [HashedTokenBinding.None] : [HashedTokenBinding.Endpoint, HashedTokenBinding.None];

    private static BearerProof? ReadBearer(ReadOnlySpan<byte> response)
    {
        if (OAuthBearerMessage.Read(response) is not { AuthorizationId: { } account } message
            || !message.Pairs.TryGetValue("nonce", out var nonce)
            || !message.Pairs.TryGetValue("possession", out var possession)
            || !DeviceAddress.TryParse($"{account}/{message.Pairs.GetValueOrDefault("device", "1")}", out var device))
        {
            return null;
        }

        return TryDecode(nonce, out var nonceBytes) && TryDecode(possession, out var possessionBytes)
            ? new BearerProof(device, message.Token, nonceBytes, possessionBytes)
            : null;
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        // Asked first, because TryDecodeFromChars throws on what is no base64url.
        var isValid = Base64Url.IsValid(text);
        bytes = isValid ? Base64Url.DecodeFromChars(text) : [];
        return isValid;
    }

    private void NoteResumption(Sasl2Authenticate request, SessionOpened opened)
    {
        if (opened.Resumed is not null)
        {
            services.Metrics.Resumed();
        }
        else if (request.Resume is not null)
        {
            services.Metrics.ResumptionFailed();
        }
    }

    private LoginOutcome Fail(ClientConnection connection, Sasl2Failure failure, string? mechanism = null)
    {
        services.Metrics.LoginRefused(mechanism);
        connection.Output.Append(failure.ToElement(), static (output, element) => output.WriteElement(element));
        return ++_failures >= services.Options.Streams.MaxLoginAttempts ? new LoginOutcome(Condition: StreamErrorCondition.PolicyViolation) : default;
    }

    private async Task<(LoginResult? Login, Sasl2Failure? Failure)> AuthenticateAsync(
        ClientConnection connection, Sasl2Authenticate request, CancellationToken cancellationToken)
    {
        if (request.InitialResponse is not { } response)
        {
            return (null, Refuse(SaslFailureCondition.MalformedRequest));
        }

        LoginResult login;
        if (request.Mechanism == OAuthBearerMessage.MechanismName)
        {
            if (ReadBearer(response.Span) is not { } bearer)
            {
                return (null, Refuse(SaslFailureCondition.MalformedRequest));
            }

            if (!guard.MayTry(connection.Origin, bearer.Device.Account))
            {
                return (null, Refuse(SaslFailureCondition.TemporaryAuthFailure, ErrorCode.PolicyRate));
            }

            login = await authenticator.LoginAsync(bearer, cancellationToken);
        }
        else
        {
            if (!HashedToken.TryParseMechanism(request.Mechanism, out var binding) || !Bindings(connection).Contains(binding))
            {
                return (null, Refuse(SaslFailureCondition.InvalidMechanism));
            }

            if (!HashedToken.TryReadInitialResponse(response.Span, out var identity, out var proof) || !DeviceAddress.TryParse(identity, out var device))
            {
                return (null, Refuse(SaslFailureCondition.MalformedRequest));
            }

            if (!guard.MayTry(connection.Origin, device.Account))
            {
                return (null, Refuse(SaslFailureCondition.TemporaryAuthFailure, ErrorCode.PolicyRate));
            }

            var bindingData = binding == HashedTokenBinding.Endpoint ? connection.EndpointBinding : default;
            login = await authenticator.LoginAsync(new TokenProof(device, request.Mechanism, proof.ToArray(), bindingData), cancellationToken);
        }

        if (login.Refusal is { } code)
        {
            return (null, Refuse(SaslFailureCondition.NotAuthorized, code));
        }

        guard.Succeeded(connection.Origin, login.Device.Account);
        return (login, null);
    }

    private Sasl2Success Success(DeviceSession session, Sasl2Authenticate request, LoginResult login, SessionOpened opened) => new()
    {
        AdditionalData = login.ServerProof.IsEmpty ? null : login.ServerProof,
        AuthorizationIdentifier = Jid.Parse(login.Device.ToString()),
        Token = login.NextToken is { } token && request.RequestToken is not null
            ? new FastToken(token, login.NextTokenExpires ?? services.Time.GetUtcNow() + NoExpiry)
            : null,
        Bound = opened.Bound,
        Resumed = opened.Resumed,
        ResumeFailed = opened.ResumeFailed,
    };
}
