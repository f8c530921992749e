using System.ComponentModel.DataAnnotations;

namespace Tombolo.Server.Accounts.Registration;

/// <summary>How phone numbers are verified.</summary>
public sealed class RegistrationOptions
{
    /// <summary>
    /// URL of an SMS gateway: the host posts <c>{"to":"+34…","text":"…"}</c> there and takes any 2xx as sent. Null (default): in development codes go to the
    /// outbox page, otherwise registration is closed.
    /// </summary>
    public Uri? SmsGatewayUrl { get; set; }

    /// <summary>Sent to the gateway as <c>Authorization: Bearer</c>. Null: no such header.</summary>
    public string? SmsGatewayToken { get; set; }

    /// <summary>How long a code works. 1 minute to 1 hour, default 10 minutes.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Tries per code. 1 to 20, default 5; with six digits that is a chance of 1 in 200,000 per code.</summary>
    [Range(1, 20)]
    public int AttemptsPerCode { get; set; } = 5;

    /// <summary>Codes sent to one number in a day. Default 10: what a guesser gets is this many times <see cref="AttemptsPerCode"/>.</summary>
    [Range(1, 1_000_000)]
    public int CodesPerNumberAndDay { get; set; } = 10;

    /// <summary>Time between two codes to one number. Default 30 seconds; zero allows the next at once.</summary>
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromSeconds(30);
}
