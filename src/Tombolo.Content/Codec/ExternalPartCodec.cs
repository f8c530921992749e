using System.Formats.Cbor;
using Tombolo.Content.Parts;

namespace Tombolo.Content.Codec;

/// <summary>The twelve fields of an external part, in their order on the wire.</summary>
internal static class ExternalPartCodec
{
    public const int Fields = 12;

    public static void Write(CborWriter writer, ExternalPart part)
    {
        writer.WriteTextString(part.ContentType);
        writer.WriteTextString(part.Url);
        writer.WriteUInt32(part.ExpiresAt);
        writer.WriteUInt64(part.SizeBytes);
        writer.WriteUInt32(part.EncryptionAlgorithm);
        writer.WriteByteString(part.Key.Span);
        writer.WriteByteString(part.Nonce.Span);
        writer.WriteByteString(part.AdditionalData.Span);
        writer.WriteUInt32(part.HashAlgorithm);
        writer.WriteByteString(part.ContentHash.Span);
        writer.WriteTextString(part.Description);
        writer.WriteTextString(part.FileName);
    }

    public static ExternalPart Read(CborReader reader) => new()
    {
        ContentType = reader.ReadTextString(),
        Url = reader.ReadTextString(),
        ExpiresAt = reader.ReadUInt32(),
        SizeBytes = reader.ReadUInt64(),
        EncryptionAlgorithm = checked((ushort)reader.ReadUInt32()),
        Key = reader.ReadByteString(),
        Nonce = reader.ReadByteString(),
        AdditionalData = reader.ReadByteString(),
        HashAlgorithm = checked((byte)reader.ReadUInt32()),
        ContentHash = reader.ReadByteString(),
        Description = reader.ReadTextString(),
        FileName = reader.ReadTextString(),
    };
}
