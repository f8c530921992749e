namespace Tombolo.Interop.Discovery;

/// <summary>What <c>GET /.well-known/tombolo</c> answers: who the host is and where its doors are.</summary>
public sealed record HostDocument
{
    /// <summary>Path of the document on the host.</summary>
    public const string Path = "/.well-known/tombolo";

    /// <summary>The XMPP domain of the host's own accounts.</summary>
    public required string Domain { get; init; }

    /// <summary>Version of this protocol, <c>major.minor</c>.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>Version of the software.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>True when the host runs in development: codes are shown on a page, every platform is allowed.</summary>
    public bool Development { get; init; }

    /// <summary>The URL that identity tokens name as <c>aud</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where to send what.</summary>
    public required HostEndpoints Endpoints { get; init; }

    /// <summary>Whether a phone number can be registered now.</summary>
    public required RegistrationAvailability Registration { get; init; }

    /// <summary>The live partners.</summary>
    public required IReadOnlyList<PartnerSummary> Partners { get; init; }
}
