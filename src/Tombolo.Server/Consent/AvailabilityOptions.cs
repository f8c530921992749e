namespace Tombolo.Server.Consent;

/// <summary>To which of the host's people third-party chats are offered. The defaults are the law's reach; an operator may widen them.</summary>
public sealed class AvailabilityOptions
{
    /// <summary>
    /// Regions (ISO 3166-1 alpha-2) whose numbers take part. Default: the European Economic Area, with the outermost regions and Åland, which have codes of
    /// their own and belong to it; Svalbard does not. <c>*</c> stands for every region.
    /// </summary>
    public ISet<string> Regions { get; } = new HashSet<string>(EuropeanEconomicArea, StringComparer.OrdinalIgnoreCase);

    /// <summary>Platforms of the primary device that take part. Default <c>ios</c> and <c>android</c>; in development every platform does.</summary>
    public ISet<string> Platforms { get; } = new HashSet<string>(["ios", "android"], StringComparer.OrdinalIgnoreCase);

    internal static IReadOnlyList<string> EuropeanEconomicArea { get; } =
    [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
        "IS", "LI", "NO",
        "AX", "GF", "GP", "MF", "MQ", "RE", "YT",
    ];
}
