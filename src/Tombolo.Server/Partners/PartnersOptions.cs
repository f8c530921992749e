namespace Tombolo.Server.Partners;

/// <summary>The partner registry as configuration lists it.</summary>
public sealed class PartnersOptions
{
    /// <summary>The partners, each with an id and an issuer of its own.</summary>
    public IList<PartnerEntry> Entries { get; } = [];

    /// <summary>Days without a login after which an enlistment ends. Default 30, as the reference offer says.</summary>
    public int IdleDays { get; set; } = 30;
}
