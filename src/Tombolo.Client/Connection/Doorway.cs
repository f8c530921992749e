using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Login;
using Tombolo.Client.Registration;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Errors;

namespace Tombolo.Client.Connection;

/// <summary>Connects and logs in: with the login token, or, where that ran out, with a fresh identity token.</summary>
internal sealed class Doorway(DeviceCore core, HostClient host)
{
    private readonly StreamLogin _login = new(core.Device.AgentId, core.Time, core.Options.ReplyTime);

    /// <summary>Whether only registering again can help.</summary>
    public static bool MeansUnknownDevice(Refusal refusal) =>
        refusal.Is(ErrorCode.DeviceUnknown) || refusal.Is(ErrorCode.EnlistmentEnded) || refusal.Is(ErrorCode.LoginTokenInvalid);

    /// <summary>Whether waiting can help.</summary>
    public static bool MayPass(Refusal refusal) =>
        refusal.Is(ErrorCode.RateLimited) || refusal.Is(ErrorCode.InternalError) || refusal.Is(ErrorCode.StorageUnavailable) || refusal.Is(ErrorCode.KeysUnavailable) || refusal.Is(ErrorCode.NonceUnknown);

    /// <param name="elsewhere">
    /// Where the host asked to go on; null for its own address. Safe to follow, because the host named it inside TLS, and the certificate there is asked for the host's
    /// domain like any other (RFC 6120 section 4.9.3.19). A WebSocket goes back to its one URL.
    /// </param>
    /// <param name="former">The session to resume; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectionLostException">The host cannot be reached.</exception>
    public async Task<Entrance> EnterAsync(XmppEndpoint? elsewhere, XmppSession? former, CancellationToken cancellationToken)
    {
        var device = core.Device;
        var entrance = await TryAsync(elsewhere, new HashedTokenProof($"{device.Address}/{device.DeviceId}", device.LoginToken ?? ""), former, cancellationToken);
        if (entrance.Login.Refusal is { } refusal && (refusal.Is(ErrorCode.LoginTokenInvalid) || refusal.Is(ErrorCode.DeviceUnknown))
            && core.Options.LoginTokenSource is { } source && await source(cancellationToken) is { } token)
        {
            // A token that is wrong rather than old also reads device_unknown; whoever holds the key may still come in.
            await entrance.DisposeAsync();
            entrance = await TryAsync(elsewhere, await BearerAsync(token, cancellationToken), former, cancellationToken);
            if (entrance.Login.Refusal is not null)
            {
                return new Entrance(entrance.Transport, new LoginOutcome { Refusal = refusal });
            }
        }

        if (entrance.Login.NextToken is { } next)
        {
            // Saved before anything else: the one in use is good only until this one is used.
            await core.StepAsync(change => change.Put(change.Device with { LoginToken = next }), cancellationToken);
        }

        return entrance;
    }

    private async Task<Entrance> TryAsync(XmppEndpoint? elsewhere, ILoginProof proof, XmppSession? former, CancellationToken cancellationToken)
    {
        var transport = Open(elsewhere);
        try
        {
            return new Entrance(transport, await _login.LoginAsync(transport, proof, former, cancellationToken));
        }
        catch
        {
            await transport.DisposeAsync();
            throw;
        }
    }

    private IXmppTransport Open(XmppEndpoint? elsewhere)
    {
        var device = core.Device;
        var domain = Partners.DomainOf(device.Address!);
        if (core.Options.Transport == MessengerTransport.DirectTls && !OperatingSystem.IsBrowser())
        {
            return new DirectTlsTransport(elsewhere ?? new XmppEndpoint(device.XmppHost!, device.XmppPort), domain, core.Options.TrustedCertificates);
        }

        return new WebSocketTransport(new Uri(device.Websocket!), domain);
    }

    private async Task<BearerProof> BearerAsync(string token, CancellationToken cancellationToken)
    {
        var nonce = await host.NonceAsync(cancellationToken);
        if (!nonce.Succeeded)
        {
            throw new ConnectionLostException("The host gave no nonce: " + nonce.Refusal.Code);
        }

        var possession = core.Identity.Sign(Possession.MessageWithoutKeys(nonce.Value.Nonce, token));
        return new BearerProof(core.Device.Address!, core.Device.DeviceId, token, nonce.Value.Nonce, possession);
    }
}
