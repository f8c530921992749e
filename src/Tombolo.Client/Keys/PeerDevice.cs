namespace Tombolo.Client.Keys;

/// <summary>A device as the host lists it.</summary>
/// <param name="Id">1 to 127.</param>
/// <param name="RegistrationId">Changes when the app is installed anew.</param>
/// <param name="IdentityKey">33 bytes.</param>
internal sealed record PeerDevice(int Id, uint RegistrationId, byte[] IdentityKey);
