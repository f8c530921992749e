using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tombolo.Interop.Json;

/// <summary>Binary in JSON is base64url without padding (RFC 4648 section 5). Padded text is accepted when read.</summary>
public sealed class Base64UrlConverter : JsonConverter<byte[]>
{
    /// <inheritdoc/>
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("Binary is written as base64url text.");
        }

        try
        {
            return Base64Url.DecodeFromChars(reader.GetString());
        }
        catch (FormatException)
        {
            throw new JsonException("Not base64url.");
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(Base64Url.EncodeToString(value));
    }
}
