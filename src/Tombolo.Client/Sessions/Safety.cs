using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Storage;
using Tombolo.Signal;

namespace Tombolo.Client.Sessions;

/// <summary>The safety number of a chat: version 2, the account's UUID as stable id, the primary device's key.</summary>
internal static class Safety
{
    private const uint Version = 2;
    private const int PrimaryDevice = 1;

    public static async Task<string?> NumberAsync(DeviceCore core, string address, CancellationToken cancellationToken)
    {
        var key = await core.Store.ReadAsync(Tables.Identities, Tables.Key(address, PrimaryDevice), cancellationToken);
        if (key is null || core.Device.Address is not { } own
            || !Guid.TryParse(Partners.UserOf(own), out var ownId) || !Guid.TryParse(Partners.UserOf(address), out var peerId))
        {
            return null;
        }

        var fingerprint = Fingerprint.Create(
            Version, ownId.ToByteArray(bigEndian: true), core.Identity.PublicKey, peerId.ToByteArray(bigEndian: true), IdentityKey.Deserialize(key));
        return fingerprint.Displayable;
    }
}
