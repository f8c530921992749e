using Tombolo.Client.Device;

namespace Tombolo.Client.Conversations;

/// <summary>Which service an account is of.</summary>
internal static class Partners
{
    private const string Between = ".interop.";

    /// <summary>The partner whose accounts live at this domain; null for the host's own.</summary>
    public static string? IdOf(string domain)
    {
        var end = domain.IndexOf(Between, StringComparison.Ordinal);
        return end <= 0 ? null : domain[..end];
    }

    public static string DomainOf(string address) => address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public static string UserOf(string address) => address[..address.IndexOf('@', StringComparison.Ordinal)];

    public static bool IsThirdParty(string peer, DeviceRecord device) =>
        device.Address is { } own && DomainOf(peer) != DomainOf(own);

    public static ChatPartner? Of(PeerIdentifier? peer, DeviceRecord device) =>
        peer?.Partner is { } id ? new ChatPartner(id, device.PartnerNames.GetValueOrDefault(id, id)) : null;
}
