using Tombolo.Interop.Enlistment;

namespace Tombolo.Client;

/// <summary>What a messenger needs to know about its surroundings.</summary>
public sealed record MessengerOptions
{
    /// <summary>The host's base URL, such as <c>http://localhost:8080</c>. Plain http is taken for loopback only.</summary>
    public required Uri Server { get; init; }

    /// <summary>Used for registration and enlistment; the caller keeps owning it.</summary>
    public required HttpClient Http { get; init; }

    /// <summary>The clock; default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>One of <see cref="DevicePlatforms"/>; default <c>desktop</c>.</summary>
    public string Platform { get; init; } = DevicePlatforms.Desktop;

    /// <summary>A name its owner recognises, 1 to 64 characters.</summary>
    public string DeviceName { get; init; } = "Tombolo";

    /// <summary>Default <see cref="MessengerTransport.WebSocket"/>.</summary>
    public MessengerTransport Transport { get; init; } = MessengerTransport.WebSocket;

    /// <summary>
    /// For <see cref="MessengerTransport.DirectTls"/>: certificates (DER) of authorities trusted beside the system's,
    /// such as the demo's local authority. Empty by default.
    /// </summary>
    public IReadOnlyList<byte[]> TrustedCertificates { get; init; } = [];

    /// <summary>First wait before connecting again; doubles up to <see cref="MaxReconnectDelay"/>, with jitter. Default 1 second.</summary>
    public TimeSpan MinReconnectDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before connecting again. Default 60 seconds.</summary>
    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an answer of the host is waited for. Default 30 seconds.</summary>
    public TimeSpan ReplyTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Called for a partner device whose login token ran out: returns a fresh identity token with purpose <c>login</c>, or null.</summary>
    public Func<CancellationToken, Task<string?>>? LoginTokenSource { get; init; }
}
