using System.Formats.Cbor;

namespace Tombolo.Content.Codec;

/// <summary>The one place where the CBOR library's exceptions become values.</summary>
internal static class BoundedCbor
{
    public static ContentResult<TValue> Read<TValue>(ReadOnlyMemory<byte> bytes, Func<CborReader, TValue> read)
        where TValue : class
    {
        if (bytes.Length > ContentLimits.MaxBytes)
        {
            return new(null, ContentError.TooLarge);
        }

        try
        {
            var reader = new CborReader(bytes, CborConformanceMode.Strict);
            var value = read(reader);
            return reader.BytesRemaining == 0 ? new(value, ContentError.None) : new(null, ContentError.Malformed);
        }
        catch (ContentFormException exception)
        {
            return new(null, exception.Error);
        }
        catch (CborContentException)
        {
            return new(null, ContentError.Malformed);
        }
        catch (Exception exception) when (exception is InvalidOperationException or OverflowException)
        {
            // The library's way to say that the next item is of another type, or a number does not fit.
            return new(null, ContentError.Form);
        }
    }

    public static int StartArray(CborReader reader, int expected)
    {
        var count = reader.ReadStartArray();
        return count == expected ? count.Value : throw new ContentFormException(ContentError.Form);
    }

    public static void Require(bool condition, ContentError error = ContentError.Form)
    {
        if (!condition)
        {
            throw new ContentFormException(error);
        }
    }

    public static byte[] Write(Action<CborWriter> write)
    {
        // Not canonical mode: extensions are kept in the order they came in, or a message would change its id on the way.
        var writer = new CborWriter(CborConformanceMode.Strict);
        write(writer);
        return writer.Encode();
    }
}
