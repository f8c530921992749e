using Tombolo.Interop.Keys;

namespace Tombolo.Server.Keys;

/// <summary>One-time keys that a device has left to give.</summary>
internal sealed record PreKeyCount(int Ec, int Kyber)
{
    // 20 % of what a device uploads: enough for the time until it is online again.
    private const int LowWaterPercent = 20;

    public bool IsLow => Ec <= DeviceKeys.PreKeyCount * LowWaterPercent / 100 || Kyber <= DeviceKeys.KyberPreKeyCount * LowWaterPercent / 100;
}
