using Microsoft.Extensions.Options;

namespace Tombolo.Server.Consent;

/// <summary>Decides whether third-party chats exist for a host user. The operator's policy is read once.</summary>
internal sealed class Availability(IOptions<TomboloServerOptions> options)
{
    private const string EveryRegion = "*";
    private readonly AvailabilityOptions _policy = options.Value.Availability;
    private readonly bool _everyPlatform = options.Value.Development;

    /// <summary>Null when they do, otherwise why not.</summary>
    public ErrorCode? Refusal(string region, string platform)
    {
        if (!_policy.Regions.Contains(EveryRegion) && !_policy.Regions.Contains(region))
        {
            return ErrorCode.PolicyRegion;
        }

        return _everyPlatform || _policy.Platforms.Contains(platform) ? null : ErrorCode.PolicyPlatform;
    }
}
