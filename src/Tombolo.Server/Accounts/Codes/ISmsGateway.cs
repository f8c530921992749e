namespace Tombolo.Server.Accounts.Codes;

/// <summary>The way a one-time code reaches a phone.</summary>
internal interface ISmsGateway
{
    /// <summary>Null when codes can be sent, otherwise what the operator has to configure.</summary>
    string? ClosedReason { get; }

    /// <summary>False when the gateway did not take it.</summary>
    Task<bool> SendAsync(PhoneNumber number, string code, CancellationToken cancellationToken);
}
