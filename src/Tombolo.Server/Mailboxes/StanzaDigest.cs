using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Mailboxes;

/// <summary>
/// Sixteen bytes of SHA-256 over sender device and stanza id. A cryptographic hash, because a weaker one would let one sender
/// invent ids that make the host take another's message for a duplicate.
/// </summary>
[GenerateSerializer, Immutable]
internal readonly record struct StanzaDigest([property: Id(0)] UInt128 Value)
{
    public const int SizeBytes = 16;

    public static StanzaDigest Create(DeviceAddress sender, ReadOnlySpan<byte> stanzaId)
    {
        var account = sender.Account.ToString();
        var length = Encoding.UTF8.GetByteCount(account) + 2 + stanzaId.Length;
        Span<byte> input = length <= 512 ? stackalloc byte[512] : new byte[length];
        var written = Encoding.UTF8.GetBytes(account, input);
        input[written++] = 0;
        input[written++] = (byte)sender.Device;
        stanzaId.CopyTo(input[written..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..length], hash);
        return new StanzaDigest(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    public static StanzaDigest FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public byte[] ToBytes()
    {
        var bytes = new byte[SizeBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }
}
