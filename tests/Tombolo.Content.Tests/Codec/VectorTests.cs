using System.Formats.Cbor;
using Tombolo.Content.Codec;

namespace Tombolo.Content.Tests.Codec;

public class VectorTests
{
    public static TheoryData<string> Names => [.. Vectors.Messages];

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_DecodedAndEncoded_GivesTheSameBytes(string name)
    {
        var bytes = Vectors.Cbor(name);

        var decoded = ContentCodec.Decode(bytes);

        Assert.Equal(ContentError.None, decoded.Error);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(ContentCodec.Encode(decoded.Value!)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_Identified_HasTheStatedMessageId(string name)
    {
        var bytes = Vectors.Cbor(name);
        var content = ContentCodec.Decode(bytes).Value!;

        var id = MessageId.Of(Uri(content, ContentExtension.SenderUri), Uri(content, ContentExtension.RoomUri), bytes, content.Salt.Span);

        Assert.Equal(Vectors.StatedId(name), Convert.ToHexStringLower(id.ToBytes()));
    }

    [Fact]
    public void DerivedValues_DecodedAndEncoded_GivesTheSameBytes()
    {
        var bytes = Vectors.Cbor(Vectors.Derived);

        var decoded = DerivedValues.Decode(bytes);

        Assert.Equal(ContentError.None, decoded.Error);
        Assert.Equal("mimi://example.com/u/alice-smith", decoded.Value!.SenderUserUri);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(decoded.Value.Encode()));
    }

    private static string Uri(MessageContent content, long number) =>
        new CborReader(content.Extensions.Single(extension => extension.Number == number).Value).ReadTextString();
}
