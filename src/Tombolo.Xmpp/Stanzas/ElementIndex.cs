using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Scanning;

namespace Tombolo.Xmpp.Stanzas;

/// <summary>
/// What the scanner notes of one first-level element while it passes: decoded attributes of the root, its children, and the parts
/// of an encrypted message. One index serves all elements of a connection; its arrays grow to what the peer's largest element needs.
/// </summary>
internal sealed class ElementIndex
{
    private byte[] _values = new byte[512];
    private int _valuesLength;
    private RootAttribute[] _attributes = new RootAttribute[8];
    private int _attributeCount;
    private ChildElement[] _children = new ChildElement[8];
    private int _childCount;
    private EncryptedPart[] _parts = new EncryptedPart[8];
    private int _partCount;
    private EncryptedHeader _encrypted;
    private UInt128 _devicesSeen;

    internal StanzaKind Kind { get; private set; }

    internal KnownNamespace Namespace { get; private set; }

    internal ByteRange NameRange { get; private set; }

    internal ByteRange UriRange { get; private set; }

    internal ByteRange Content { get; private set; }

    internal int Length { get; private set; }

    internal ReadOnlySpan<RootAttribute> Attributes => _attributes.AsSpan(0, _attributeCount);

    internal ReadOnlySpan<ChildElement> Children => _children.AsSpan(0, _childCount);

    internal ReadOnlySpan<EncryptedPart> Parts => _parts.AsSpan(0, _partCount);

    internal ref readonly EncryptedHeader Encrypted => ref _encrypted;

    /// <summary>True between the tags of <c>encrypted</c>, where only <c>to</c> may stand.</summary>
    internal bool WatchesText => _encrypted.Child == _childCount - 1 && _encrypted.Child >= 0 && !_encrypted.IsRetry && Content.Start > 0 && Length == 0;

    internal ReadOnlySpan<byte> Value(ByteRange range) => _values.AsSpan(range.Start, range.Length);

    internal ElementIndex Copy() => new()
    {
        _values = _values.AsSpan(0, _valuesLength).ToArray(),
        _valuesLength = _valuesLength,
        _attributes = Attributes.ToArray(),
        _attributeCount = _attributeCount,
        _children = Children.ToArray(),
        _childCount = _childCount,
        _parts = Parts.ToArray(),
        _partCount = _partCount,
        _encrypted = _encrypted,
        Kind = Kind,
        Namespace = Namespace,
        NameRange = NameRange,
        UriRange = UriRange,
        Content = Content,
        Length = Length,
    };

    internal void Begin(ReadOnlySpan<byte> tag, TagReader reader, KnownNamespace space, ReadOnlySpan<byte> uri)
    {
        _valuesLength = _attributeCount = _childCount = _partCount = Length = 0;
        _encrypted = new EncryptedHeader { Child = -1 };
        _devicesSeen = UInt128.Zero;
        Namespace = space;
        NameRange = Store(LocalName(tag, reader));
        UriRange = Store(uri);
        Content = new ByteRange(reader.Length, 0);
        Kind = space == KnownNamespace.JabberClient ? KindOf(Value(NameRange)) : StanzaKind.Nonza;
        foreach (ref readonly var attribute in reader.Attributes)
        {
            Reserve(ref _attributes, _attributeCount);
            _attributes[_attributeCount++] = new RootAttribute(
                RoleOf(attribute.Name(tag)),
                Store(attribute.Name(tag)),
                Decode(tag, attribute),
                new ByteRange(attribute.NameStart, attribute.End - attribute.NameStart));
        }
    }

    internal void BeginChild(int start, ReadOnlySpan<byte> tag, TagReader reader, KnownNamespace space)
    {
        Reserve(ref _children, _childCount);
        var name = LocalName(tag, reader);
        _children[_childCount++] = new ChildElement(space, new ByteRange(start, 0), new ByteRange(start + reader.Length, 0), Store(name));
        if (space == KnownNamespace.TomboloE2ee && Kind == StanzaKind.Message)
        {
            BeginEncrypted(tag, reader, name.SequenceEqual("encrypted"u8), name.SequenceEqual("retry"u8));
        }
    }

    internal void BeginPart(int start, ReadOnlySpan<byte> tag, TagReader reader, KnownNamespace space)
    {
        if (!WatchesText)
        {
            return;
        }

        Reserve(ref _parts, _partCount);
        var isPart = space == KnownNamespace.TomboloE2ee && LocalName(tag, reader).SequenceEqual("to"u8);
        var device = DeviceOf(tag, reader.Attributes);
        var kind = Find(tag, reader.Attributes, "kind"u8);
        Note(isPart ? EncryptedDefect.None : EncryptedDefect.ForeignElement);
        Note(device is >= 1 and <= 127 ? EncryptedDefect.None : EncryptedDefect.Device);
        Note((_devicesSeen >> (device & 127) & UInt128.One) == UInt128.Zero ? EncryptedDefect.None : EncryptedDefect.DuplicateDevice);
        _devicesSeen |= UInt128.One << (device & 127);
        _parts[_partCount++] = new EncryptedPart(
            device,
            kind.SequenceEqual("prekey"u8) ? CiphertextKind.Prekey : kind.SequenceEqual("message"u8) ? CiphertextKind.Message : CiphertextKind.Other,
            new ByteRange(start, 0),
            new ByteRange(start + reader.Length, 0));
    }

    /// <summary>An element below a part, or below <c>retry</c>.</summary>
    internal void BeginDeeper() => Note(_encrypted.Child >= 0 && _encrypted.Child == _childCount - 1 ? EncryptedDefect.ForeignElement : EncryptedDefect.None);

    internal void StrayText() => Note(EncryptedDefect.StrayText);

    internal void EndPart(int contentEnd, int end)
    {
        if (WatchesText && _partCount > 0)
        {
            ref var part = ref _parts[_partCount - 1];
            part = part with
            {
                Whole = new ByteRange(part.Whole.Start, end - part.Whole.Start),
                Content = new ByteRange(part.Content.Start, contentEnd - part.Content.Start),
            };
        }
    }

    internal void EndChild(int contentEnd, int end)
    {
        ref var child = ref _children[_childCount - 1];
        child = child with
        {
            Whole = new ByteRange(child.Whole.Start, end - child.Whole.Start),
            Content = new ByteRange(child.Content.Start, contentEnd - child.Content.Start),
        };
    }

    internal void End(int contentEnd, int end)
    {
        Content = new ByteRange(Content.Start, contentEnd - Content.Start);
        Length = end;
    }

    private static StanzaKind KindOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("iq"u8) => StanzaKind.Iq,
        7 when name.SequenceEqual("message"u8) => StanzaKind.Message,
        8 when name.SequenceEqual("presence"u8) => StanzaKind.Presence,
        _ => StanzaKind.Nonza,
    };

    private static RootAttributeRole RoleOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("to"u8) => RootAttributeRole.To,
        2 when name.SequenceEqual("id"u8) => RootAttributeRole.Id,
        4 when name.SequenceEqual("from"u8) => RootAttributeRole.From,
        4 when name.SequenceEqual("type"u8) => RootAttributeRole.Type,
        5 when name.SequenceEqual("xmlns"u8) => RootAttributeRole.DefaultNamespace,
        _ => RootAttributeRole.Other,
    };

    private static ReadOnlySpan<byte> LocalName(ReadOnlySpan<byte> tag, TagReader reader)
    {
        var name = tag.Slice(1, reader.NameLength);
        return reader.PrefixLength == 0 ? name : name[(reader.PrefixLength + 1)..];
    }

    /// <summary>A raw value; the attributes looked up here hold nothing that needs decoding when they are right.</summary>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> tag, ReadOnlySpan<AttributeSlot> attributes, ReadOnlySpan<byte> name)
    {
        foreach (ref readonly var attribute in attributes)
        {
            if (attribute.NameLength == name.Length && attribute.Name(tag).SequenceEqual(name))
            {
                return attribute.Value(tag);
            }
        }

        return default;
    }

    private static int DeviceOf(ReadOnlySpan<byte> tag, ReadOnlySpan<AttributeSlot> attributes)
    {
        var value = Find(tag, attributes, "device"u8);
        return value.Length is >= 1 and <= 3
            && value[0] != '0'
            && System.Buffers.Text.Utf8Parser.TryParse(value, out int device, out var used)
            && used == value.Length
            && device is >= 1 and <= 127
            ? device
            : 0;
    }

    private void BeginEncrypted(ReadOnlySpan<byte> tag, TagReader reader, bool isEncrypted, bool isRetry)
    {
        if (!isEncrypted && !isRetry)
        {
            return;
        }

        if (_encrypted.Child >= 0)
        {
            Note(EncryptedDefect.Repeated);
            return;
        }

        var attributes = reader.Attributes;
        _encrypted.Child = _childCount - 1;
        _encrypted.IsRetry = isRetry;
        _encrypted.Device = DeviceOf(tag, attributes);
        _encrypted.Ephemeral = IsTrue(Find(tag, attributes, "ephemeral"u8));
        _encrypted.Quiet = Find(tag, attributes, "urgent"u8) is { IsEmpty: false } urgent && !IsTrue(urgent);
        _encrypted.Suite = Store(Find(tag, attributes, "suite"u8));
        _encrypted.Digest = Store(Find(tag, attributes, "devices"u8));
        _encrypted.RetryId = isRetry ? DecodeNamed(tag, attributes, "id"u8) : default;
        Note(_encrypted.Device == 0 ? EncryptedDefect.Device : EncryptedDefect.None);
    }

    private static bool IsTrue(ReadOnlySpan<byte> value) => value.SequenceEqual("true"u8) || value.SequenceEqual("1"u8);

    private void Note(EncryptedDefect defect)
    {
        if (_encrypted.Defect == EncryptedDefect.None)
        {
            _encrypted.Defect = defect;
        }
    }

    private ByteRange DecodeNamed(ReadOnlySpan<byte> tag, ReadOnlySpan<AttributeSlot> attributes, ReadOnlySpan<byte> name)
    {
        foreach (ref readonly var attribute in attributes)
        {
            if (attribute.Name(tag).SequenceEqual(name))
            {
                return Decode(tag, attribute);
            }
        }

        return default;
    }

    private ByteRange Decode(ReadOnlySpan<byte> tag, in AttributeSlot attribute)
    {
        var range = Store(attribute.Value(tag));
        if (attribute.NeedsDecoding)
        {
            range = new ByteRange(range.Start, AttributeText.Decode(attribute.Value(tag), _values.AsSpan(range.Start)));
        }

        return range;
    }

    private ByteRange Store(ReadOnlySpan<byte> value)
    {
        if (_valuesLength + value.Length > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(_values.Length * 2, _valuesLength + value.Length));
        }

        value.CopyTo(_values.AsSpan(_valuesLength));
        var range = new ByteRange(_valuesLength, value.Length);
        _valuesLength += value.Length;
        return range;
    }

    private static void Reserve<T>(ref T[] array, int count)
    {
        if (count == array.Length)
        {
            Array.Resize(ref array, Math.Max(8, count * 2));
        }
    }
}
