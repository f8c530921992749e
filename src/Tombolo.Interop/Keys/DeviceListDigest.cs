using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Tombolo.Interop.Keys;

/// <summary>What a sender says it encrypted for: base64url SHA-256 over ascending (BE32 device id, BE32 registration id, identity key of 33 bytes).</summary>
public static class DeviceListDigest
{
    /// <summary>The digest of a list, in any order; 43 characters. An empty list has a digest too.</summary>
    public static string Of(IEnumerable<ListedDevice> devices)
    {
        ArgumentNullException.ThrowIfNull(devices);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[2 * sizeof(uint)];
        foreach (var device in devices.OrderBy(device => device.DeviceId))
        {
            BinaryPrimitives.WriteUInt32BigEndian(numbers, (uint)device.DeviceId);
            BinaryPrimitives.WriteUInt32BigEndian(numbers[sizeof(uint)..], device.RegistrationId);
            hash.AppendData(numbers);
            hash.AppendData(device.IdentityKey.Span);
        }

        return Base64Url.EncodeToString(hash.GetHashAndReset());
    }
}
