using CsCheck;
using Tombolo.Content.Codec;
using Tombolo.Content.Meaning;
using Tombolo.Content.Parts;

namespace Tombolo.Content.Tests.Codec;

public class ContentCodecTests
{
    private static readonly Gen<ReadOnlyMemory<byte>> GenBytes = Gen.Byte.Array[0, 40].Select(bytes => (ReadOnlyMemory<byte>)bytes);
    private static readonly Gen<MessageId> GenId = Gen.Byte.Array[32].Select(bytes => MessageId.TryRead(bytes, out var id) ? id : default);
    private static readonly Gen<string> GenText = Gen.String[Gen.Char['\u0020', '\u2fff'], 0, 20];
    private static readonly Gen<Disposition> GenDisposition = Gen.Int[0, 255].Select(number => (Disposition)number);

    private static readonly Gen<NestedPart> GenLeaf = Gen.OneOf(
        Gen.Select(GenDisposition, GenText, (disposition, language) => (NestedPart)new NullPart { Disposition = disposition, Language = language }),
        Gen.Select(GenDisposition, GenText, GenBytes, (disposition, type, bytes) => (NestedPart)new SinglePart { Disposition = disposition, ContentType = type, Content = bytes }),
        Gen.Select(GenText, Gen.UInt, Gen.ULong, Gen.UShort, Gen.Byte, GenBytes, (url, expires, size, algorithm, hash, bytes) => (NestedPart)new ExternalPart
        {
            ContentType = "image/png", Url = url, ExpiresAt = expires, SizeBytes = size, EncryptionAlgorithm = algorithm,
            Key = bytes, Nonce = bytes, AdditionalData = bytes, HashAlgorithm = hash, ContentHash = bytes, Description = url, FileName = url,
        }));

    private static readonly Gen<NestedPart> GenPart = Gen.OneOf(
        GenLeaf,
        Gen.Select(Gen.Int[0, 2], GenLeaf.Array[2, 5], (semantics, parts) => (NestedPart)new MultiPart { Semantics = (PartSemantics)semantics, Parts = parts }));

    private static readonly Gen<MessageContent> GenContent = Gen.Select(
        Gen.Byte.Array[16], GenId.Nullable(), GenBytes, GenId.Nullable(), Gen.Bool, Gen.UInt, GenPart, (salt, replaces, topic, reply, relative, seconds, part) => new MessageContent
        {
            Salt = salt, Replaces = replaces, TopicId = topic, InReplyTo = reply, Body = part,
            Expires = seconds % 2 == 0 ? null : new Expiration(relative, seconds),
            Extensions = [new ContentExtension { Number = -7, Value = new byte[] { 0xF5 } }, new ContentExtension { Name = "x", Value = new byte[] { 0x82, 1, 2 } }],
        });

    [Fact]
    public void AnyContent_EncodedDecodedEncoded_GivesTheSameBytes() => GenContent.Sample(content =>
    {
        var bytes = ContentCodec.Encode(content);
        var decoded = ContentCodec.Decode(bytes);
        return decoded.Succeeded
            && decoded.Value.Replaces == content.Replaces
            && decoded.Value.InReplyTo == content.InReplyTo
            && decoded.Value.Expires == content.Expires
            && decoded.Value.Body.GetType() == content.Body.GetType()
            && ContentCodec.Encode(decoded.Value).AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void RandomBytes_Decoded_GiveAnErrorNotAnException() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ContentCodec.Decode(bytes) is { Succeeded: true } or { Error: not ContentError.None }, iter: 20_000);

    [Fact]
    public void ValidContent_OneByteChanged_GivesAValueOrAnErrorNotAnException() =>
        Gen.Select(GenContent, Gen.Int[0, 100_000], Gen.Byte, (content, at, value) =>
        {
            var bytes = ContentCodec.Encode(content);
            bytes[at % bytes.Length] = value;
            return bytes;
        }).Sample(bytes => ContentCodec.Decode(bytes) is { Succeeded: true } or { Error: not ContentError.None }, iter: 20_000);

    [Fact]
    public void ValidContent_CutAnywhere_IsMalformed()
    {
        var bytes = ContentCodec.Encode(MessageComposer.Text("Hello"));

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(ContentCodec.Decode(bytes.AsMemory(0, length)).Succeeded);
        }
    }

    [Fact]
    public void ValidContent_WithBytesBehind_IsMalformed() =>
        Assert.Equal(ContentError.Malformed, ContentCodec.Decode((byte[])[.. ContentCodec.Encode(MessageComposer.Text("Hello")), 0]).Error);

    [Fact]
    public void Content_LargerThanTheLimit_IsTooLarge() =>
        Assert.Equal(ContentError.TooLarge, ContentCodec.Decode(new byte[ContentLimits.MaxBytes + 1]).Error);

    [Fact]
    public void Parts_NestedTooDeep_AreRefused()
    {
        NestedPart part = new NullPart();
        for (var depth = 0; depth < ContentLimits.MaxDepth; depth++)
        {
            part = new MultiPart { Semantics = PartSemantics.ChooseOne, Parts = [part, new NullPart()] };
        }

        var bytes = ContentCodec.Encode(MessageComposer.Text("") with { Body = part });

        Assert.Equal(ContentError.TooMany, ContentCodec.Decode(bytes).Error);
    }

    [Fact]
    public void Parts_TooMany_AreRefused()
    {
        var parts = Enumerable.Repeat<NestedPart>(new NullPart(), ContentLimits.MaxParts).ToArray();

        var bytes = ContentCodec.Encode(MessageComposer.Text("") with { Body = new MultiPart { Semantics = PartSemantics.ProcessAll, Parts = parts } });

        Assert.Equal(ContentError.TooMany, ContentCodec.Decode(bytes).Error);
    }
}
