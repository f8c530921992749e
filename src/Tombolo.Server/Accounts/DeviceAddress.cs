using System.Globalization;

namespace Tombolo.Server.Accounts;

/// <summary>One device of an account: <c>local@domain/device</c>, device 1 to 127.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct DeviceAddress([property: Id(0)] AccountAddress Account, [property: Id(1)] int Device)
{
    public const int MaxDevice = 127;

    /// <summary>The device that registered or enlisted the account; contact requests reach it alone.</summary>
    public const int Primary = 1;

    /// <summary>Not a device: where the mailbox of an account's standard clients stands among those of its devices. Never on the wire, in no device list.</summary>
    public const int StandardClients = 128;

    public static bool TryParse(string text, out DeviceAddress address)
    {
        address = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !AccountAddress.TryParse(text[..slash], out var account)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var device)
            || device is < 1 or > MaxDevice)
        {
            return false;
        }

        address = new DeviceAddress(account, device);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Account}/{Device}");
}
