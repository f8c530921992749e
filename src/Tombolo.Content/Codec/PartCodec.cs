using System.Formats.Cbor;
using Tombolo.Content.Parts;

namespace Tombolo.Content.Codec;

/// <summary>NestedPart: disposition, language, cardinality, and what the cardinality asks for, in one flat array.</summary>
internal static class PartCodec
{
    private const int Empty = 0;
    private const int Single = 1;
    private const int External = 2;
    private const int Multi = 3;
    private const int HeadFields = 3;

    public static void Write(CborWriter writer, NestedPart part)
    {
        switch (part)
        {
            case NullPart:
                Start(writer, part, Empty, 0);
                break;
            case SinglePart single:
                Start(writer, part, Single, 2);
                writer.WriteTextString(single.ContentType);
                writer.WriteByteString(single.Content.Span);
                break;
            case ExternalPart external:
                Start(writer, part, External, ExternalPartCodec.Fields);
                ExternalPartCodec.Write(writer, external);
                break;
            case MultiPart multi:
                WriteMulti(writer, multi);
                break;
            default:
                throw new ArgumentException("Not a kind of part.", nameof(part));
        }

        writer.WriteEndArray();
    }

    public static NestedPart Read(CborReader reader)
    {
        var budget = ContentLimits.MaxParts;
        return Read(reader, 1, ref budget);
    }

    private static NestedPart Read(CborReader reader, int depth, ref int budget)
    {
        BoundedCbor.Require(depth <= ContentLimits.MaxDepth && --budget >= 0, ContentError.TooMany);
        var fields = reader.ReadStartArray();
        BoundedCbor.Require(fields >= HeadFields);
        var disposition = reader.ReadUInt32();
        BoundedCbor.Require(disposition <= byte.MaxValue);
        var language = reader.ReadTextString();
        NestedPart part = (reader.ReadUInt32(), fields - HeadFields) switch
        {
            (Empty, 0) => new NullPart(),
            (Single, 2) => new SinglePart { ContentType = reader.ReadTextString(), Content = reader.ReadByteString() },
            (External, ExternalPartCodec.Fields) => ExternalPartCodec.Read(reader),
            (Multi, 2) => ReadMulti(reader, depth, ref budget),
            _ => throw new ContentFormException(ContentError.Form),
        };
        reader.ReadEndArray();
        return part with { Disposition = (Disposition)disposition, Language = language };
    }

    private static void WriteMulti(CborWriter writer, MultiPart multi)
    {
        if (multi.Parts.Count < 2)
        {
            throw new ArgumentException("A multipart has at least two parts.", nameof(multi));
        }

        Start(writer, multi, Multi, 2);
        writer.WriteUInt32((uint)multi.Semantics);
        writer.WriteStartArray(multi.Parts.Count);
        foreach (var part in multi.Parts)
        {
            Write(writer, part);
        }

        writer.WriteEndArray();
    }

    private static MultiPart ReadMulti(CborReader reader, int depth, ref int budget)
    {
        var semantics = reader.ReadUInt32();
        BoundedCbor.Require(semantics <= (uint)PartSemantics.ProcessAll);
        var count = reader.ReadStartArray();
        BoundedCbor.Require(count >= 2);
        BoundedCbor.Require(count <= budget, ContentError.TooMany);
        var parts = new List<NestedPart>(count!.Value);
        for (var index = 0; index < count; index++)
        {
            parts.Add(Read(reader, depth + 1, ref budget));
        }

        reader.ReadEndArray();
        return new MultiPart { Semantics = (PartSemantics)semantics, Parts = parts };
    }

    private static void Start(CborWriter writer, NestedPart part, int cardinality, int fields)
    {
        writer.WriteStartArray(HeadFields + fields);
        writer.WriteUInt32((uint)part.Disposition);
        writer.WriteTextString(part.Language);
        writer.WriteInt32(cardinality);
    }
}
