namespace Tombolo.Server.Partners;

/// <summary>One partner in the registry.</summary>
public sealed class PartnerEntry
{
    /// <summary>Short name on the wire and first label of the partner's domain: 1 to 32 of <c>a-z0-9-</c>, beginning with a letter.</summary>
    public string Id { get; set; } = "";

    /// <summary>The name people see.</summary>
    public string Name { get; set; } = "";

    /// <summary>Issuer URL of the partner's identity tokens; keys are looked for below it, and only there.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Where the partner's app is, if it runs in a browser.</summary>
    public string? AppUrl { get; set; }

    /// <summary>Origins of the partner's web apps: these pages may call the host.</summary>
    public IList<string> AppOrigins { get; } = [];

    /// <summary>The kind of identifier its people have: <c>phone</c>, <c>email</c> or <c>handle</c>.</summary>
    public string IdentifierType { get; set; } = "email";

    /// <summary>Where the partner stands. Default <see cref="PartnerState.Requested"/>, in which nothing works.</summary>
    public PartnerState State { get; set; }
}
