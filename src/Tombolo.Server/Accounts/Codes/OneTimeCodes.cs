using System.Globalization;
using System.Security.Cryptography;

namespace Tombolo.Server.Accounts.Codes;

/// <summary>Six random digits; only their keyed hash is stored, bound to the registration.</summary>
internal sealed class OneTimeCodes(HostSecret secret)
{
    private const int Possibilities = 1_000_000;
    private readonly KeyedHash _hash = new(secret, "one-time codes");

    public static string Create() => RandomNumberGenerator.GetInt32(Possibilities).ToString("D6", CultureInfo.InvariantCulture);

    public byte[] Hash(string registration, string code) => _hash.Of(registration, code);

    public bool Matches(string registration, string code, ReadOnlySpan<byte> stored) => CryptographicOperations.FixedTimeEquals(Hash(registration, code), stored);
}
