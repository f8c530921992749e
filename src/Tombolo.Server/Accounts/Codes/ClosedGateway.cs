namespace Tombolo.Server.Accounts.Codes;

/// <summary>Neither a gateway nor development mode: nobody can be verified, and saying so beats pretending.</summary>
internal sealed class ClosedGateway : ISmsGateway
{
    public string? ClosedReason => "There is no way to send one-time codes. Set smsGatewayUrl (--sms-gateway-url), or run in development mode, which shows codes at /dev/outbox.";

    public Task<bool> SendAsync(PhoneNumber number, string code, CancellationToken cancellationToken) => Task.FromResult(false);
}
