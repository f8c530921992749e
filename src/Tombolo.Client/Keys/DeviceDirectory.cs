using System.Xml.Linq;
using Tombolo.Client.Connection;
using Tombolo.Client.Wire;
using Tombolo.Interop.Errors;
using Tombolo.Signal;

namespace Tombolo.Client.Keys;

/// <summary>Asks the host for other people's devices and keys.</summary>
internal static class DeviceDirectory
{
    public static async Task<Outcome<IReadOnlyList<PeerDevice>>> DevicesAsync(XmppSession session, string address, CancellationToken cancellationToken)
    {
        var answer = await session.AskAsync("get", address, new XElement(Names.Keys + "devices"), cancellationToken);
        if (answer.Refusal is { } refusal)
        {
            return refusal;
        }

        return KeyElements.ReadDevices(answer.Payload) switch
        {
            null => RefusalCodes.Local(RefusalCodes.ProtocolBroken),
            [] => Refusal.For(ErrorCode.NotReachable),
            var devices => Listed(devices),
        };
    }

    /// <summary>A bundle whose identity key is the listed one.</summary>
    public static async Task<Outcome<PreKeyBundle>> BundleAsync(XmppSession session, string address, PeerDevice device, CancellationToken cancellationToken)
    {
        var answer = await session.AskAsync("get", address, new XElement(Names.Keys + "bundle", new XAttribute("device", device.Id)), cancellationToken);
        if (answer.Refusal is { } refusal)
        {
            return refusal;
        }

        var bundle = KeyElements.ReadBundle(answer.Payload, device);
        return bundle is null ? RefusalCodes.Local(RefusalCodes.ProtocolBroken) : bundle;
    }

    private static Outcome<IReadOnlyList<PeerDevice>> Listed(IReadOnlyList<PeerDevice> devices) => Outcome<IReadOnlyList<PeerDevice>>.Of(devices);
}
