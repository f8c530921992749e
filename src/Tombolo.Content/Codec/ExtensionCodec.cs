using System.Formats.Cbor;
using System.Text;

namespace Tombolo.Content.Codec;

/// <summary>The extension map: values are not looked into, unknown ones travel on unchanged.</summary>
internal static class ExtensionCodec
{
    private const int MaxNameBytes = 255;

    public static void Write(CborWriter writer, IReadOnlyList<ContentExtension> extensions)
    {
        writer.WriteStartMap(extensions.Count);
        foreach (var extension in extensions)
        {
            if (extension.Name is { } name)
            {
                writer.WriteTextString(name);
            }
            else
            {
                writer.WriteInt64(extension.Number ?? throw new ArgumentException("An extension has a number or a name."));
            }

            writer.WriteEncodedValue(extension.Value.Span);
        }

        writer.WriteEndMap();
    }

    public static IReadOnlyList<ContentExtension> Read(CborReader reader)
    {
        var count = reader.ReadStartMap();
        BoundedCbor.Require(count is not null);
        BoundedCbor.Require(count <= ContentLimits.MaxExtensions, ContentError.TooMany);
        var extensions = new List<ContentExtension>(count!.Value);
        for (var index = 0; index < count; index++)
        {
            extensions.Add(ReadOne(reader));
        }

        reader.ReadEndMap();
        return extensions;
    }

    private static ContentExtension ReadOne(CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.TextString)
        {
            var number = reader.ReadInt64();
            return new ContentExtension { Number = number, Value = ReadValue(reader) };
        }

        var name = reader.ReadTextString();
        BoundedCbor.Require(name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= MaxNameBytes);
        return new ContentExtension { Name = name, Value = ReadValue(reader) };
    }

    private static byte[] ReadValue(CborReader reader) => reader.ReadEncodedValue().ToArray();
}
