namespace Tombolo.Interop.Keys;

/// <summary>A device as it stands in an account's device list.</summary>
/// <param name="DeviceId">1 to 127.</param>
/// <param name="RegistrationId">Signal registration id.</param>
/// <param name="IdentityKey">33 bytes, 0x05 first.</param>
public sealed record ListedDevice(int DeviceId, uint RegistrationId, ReadOnlyMemory<byte> IdentityKey);
