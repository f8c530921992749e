using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// The number by which peers notice that a device was installed anew. An unsigned 32-bit number on the wire; Signal uses
/// 1 to 0x3FFF, legacy OMEMO puts its 31-bit device id there.
/// </summary>
public static class RegistrationId
{
    /// <summary>The largest id that Signal's services accept.</summary>
    public const uint Maximum = 0x3FFF;

    /// <summary>A random id between 1 and <see cref="Maximum"/>.</summary>
    public static uint Generate() => (uint)RandomNumberGenerator.GetInt32(1, (int)Maximum + 1);
}
