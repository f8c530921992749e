using System.Globalization;
using System.Security;
using System.Text;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Cluster;

/// <summary>Stanzas that the host writes itself. Not a hot path.</summary>
internal static class HostStanzas
{
    public static ReadOnlySpan<byte> MessageEnd => "</message>"u8;

    /// <summary>Every device of the account but the one that the notice leaves out.</summary>
    public static IEnumerable<DeviceAddress> Receivers(HostNotice notice, AccountFacts? facts) =>
        facts?.Devices.Where(device => device.Id != notice.ExceptDevice).Select(device => new DeviceAddress(facts.Account, device.Id)) ?? [];

    /// <summary>A message without its end tag, so that the mailbox's <c>entry</c> can follow.</summary>
    public static byte[] OpenMessage(HostNotice notice, DeviceAddress to, string? id)
    {
        var attributes = id is null ? "" : $" id='{id}'";
        var start = Encoding.UTF8.GetBytes($"<message xmlns='jabber:client' from='{SecurityElement.Escape(notice.From)}' to='{to}'{attributes}>");
        return [.. start, .. notice.Payload];
    }

    public static byte[] WholeMessage(HostNotice notice, DeviceAddress to) => [.. OpenMessage(notice, to, id: null), .. MessageEnd];

    /// <summary>The account's device list as <c>urn:tombolo:keys:0</c> shows it.</summary>
    public static byte[] Devices(AccountFacts facts)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<devices xmlns='urn:tombolo:keys:0' digest='{facts.DevicesDigest}'>");
        foreach (var device in facts.Devices)
        {
            text.Append(CultureInfo.InvariantCulture, $"<device id='{device.Id}' registration='{device.RegistrationId}'>")
                .Append("<identity>").Append(Convert.ToBase64String(device.IdentityKey.AsSpan())).Append("</identity></device>");
        }

        return Encoding.UTF8.GetBytes(text.Append("</devices>").ToString());
    }
}
