using System.Xml.Linq;
using Tombolo.Client.Connection;
using Tombolo.Client.Wire;
using Tombolo.Interop.Errors;

namespace Tombolo.Client.Login;

/// <summary>SASL2 (XEP-0388) with Bind2 (XEP-0386), stream management (XEP-0198) and FAST (XEP-0484): one question, one answer.</summary>
internal sealed class StreamLogin(string agentId, TimeProvider time, TimeSpan replyTime)
{
    private const string Software = "Tombolo";

    /// <summary>Logs in on a fresh stream; resumes <paramref name="former"/> when the host still has it.</summary>
    /// <exception cref="ConnectionLostException">The connection broke, or the host is not who it should be.</exception>
    public async Task<LoginOutcome> LoginAsync(IXmppTransport transport, ILoginProof proof, XmppSession? former, CancellationToken cancellationToken)
    {
        await transport.OpenAsync(cancellationToken);
        var features = await NextAsync(transport, cancellationToken);
        if (features.Name != Names.Streams + "features" || features.Element(Names.Sasl2 + "authentication") is not { } offer)
        {
            throw new ConnectionLostException("The host offers no login that this device knows.");
        }

        if (!offer.Descendants().Any(mechanism => mechanism.Name.LocalName == "mechanism" && mechanism.Value == proof.Mechanism))
        {
            return new LoginOutcome { Refusal = Refusal.For(ErrorCode.LoginTokenInvalid) };
        }

        await transport.SendAsync(StanzaWriter.Write(Authenticate(proof, former)), cancellationToken);
        var answer = await NextAsync(transport, cancellationToken);
        return answer.Name == Names.Sasl2 + "success" ? Success(answer, proof, former) : Failure(answer);
    }

    private XElement Authenticate(ILoginProof proof, XmppSession? former)
    {
        var enable = new XElement(Names.StreamManagement + "enable", new XAttribute("resume", "true"));
        var authenticate = new XElement(
            Names.Sasl2 + "authenticate",
            new XAttribute("mechanism", proof.Mechanism),
            new XElement(Names.Sasl2 + "initial-response", Convert.ToBase64String(proof.Response)),
            new XElement(Names.Sasl2 + "user-agent", new XAttribute("id", agentId), new XElement(Names.Sasl2 + "software", Software)),
            new XElement(Names.Bind + "bind", new XElement(Names.Bind + "tag", "tombolo"), enable),
            proof.Extra,
            new XElement(Names.Fast + "request-token", new XAttribute("mechanism", HashedTokenProof.Name)));
        if (former?.ResumptionId is { } id)
        {
            authenticate.Add(new XElement(Names.StreamManagement + "resume", new XAttribute("h", former.Handled), new XAttribute("previd", id)));
        }

        return authenticate;
    }

    private LoginOutcome Success(XElement success, ILoginProof proof, XmppSession? former)
    {
        if (!proof.Accepts(success.Element(Names.Sasl2 + "additional-data")?.Base64()))
        {
            throw new ConnectionLostException("The host did not prove that it knows the token.");
        }

        var token = success.Element(Names.Fast + "token");
        var outcome = new LoginOutcome { NextToken = token?.Text("token"), NextTokenExpiresAt = token?.Time("expiry") };
        var resumed = success.Element(Names.StreamManagement + "resumed");
        if (former is not null && resumed is not null && resumed.Text("previd") == former.ResumptionId
            && resumed.Number("h") is <= uint.MaxValue and { } acknowledged)
        {
            return outcome with { Session = former, Resumed = true, Acknowledged = (uint)acknowledged };
        }

        var enabled = success.Element(Names.Bind + "bound")?.Element(Names.StreamManagement + "enabled")
            ?? throw new ConnectionLostException("The host bound no session with stream management.");
        var address = success.Element(Names.Sasl2 + "authorization-identifier")?.Value
            ?? throw new ConnectionLostException("The host bound no address.");
        var session = new XmppSession(address, time, replyTime) { ResumptionId = enabled.Flag("resume") ? enabled.Text("id") : null };
        return outcome with { Session = session };
    }

    private static LoginOutcome Failure(XElement answer)
    {
        if (answer.Name != Names.Sasl2 + "failure")
        {
            throw new ConnectionLostException("The host answered the login with " + answer.Name.LocalName + ".");
        }

        var code = answer.Element(Names.Errors + "error")?.Text("code");
        var temporary = answer.Elements().Any(child => child.Name.LocalName == "temporary-auth-failure");
        return temporary
            ? throw new ConnectionLostException("The host cannot check logins right now.")
            : new LoginOutcome { Refusal = code is null ? Refusal.For(ErrorCode.LoginTokenInvalid) : Refusal.Of(code) };
    }

    private async Task<XElement> NextAsync(IXmppTransport transport, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(replyTime, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await transport.ReceiveAsync(linked.Token) ?? throw new ConnectionLostException("The host closed the stream.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionLostException("The host did not answer the login.");
        }
    }
}
