using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Scanning;

/// <summary>
/// The open elements and the namespaces in scope. Names, prefixes and URIs are copied into one arena that grows and shrinks with
/// the stack, because the bytes of the stream may move between two scans.
/// </summary>
internal sealed class ElementStack
{
    /// <summary>Declarations in scope at once. Prefixes are looked up one by one, so that this bounds the work of a lookup.</summary>
    private const int MaxBindings = 64;

    private const int XmlBinding = -2;

    // Small to begin with: every connection has them, and most stanzas need no more.
    private ElementFrame[] _frames = new ElementFrame[4];
    private NamespaceBinding[] _bindings = new NamespaceBinding[4];
    private byte[] _arena = new byte[128];
    private int _arenaLength;
    private int _bindingCount;
    private int _headerBindings;
    private int _elementBinding;

    internal int Count { get; private set; }

    /// <summary>The qualified name of the innermost open element.</summary>
    internal ReadOnlySpan<byte> TopName => _arena.AsSpan(_frames[Count - 1].NameStart, _frames[Count - 1].NameLength);

    /// <summary>The namespace of the element pushed last.</summary>
    internal KnownNamespace Namespace { get; private set; }

    /// <summary>The URI of the element pushed last; valid until the next push or pop.</summary>
    internal ReadOnlySpan<byte> NamespaceUri => Uri(_elementBinding);

    internal void Clear()
    {
        Count = _arenaLength = _bindingCount = _headerBindings = 0;
    }

    /// <summary>Makes what is open now the stream header: its prefixes may name first-level elements and nothing else.</summary>
    internal void SealHeader() => _headerBindings = _bindingCount;

    internal KnownNamespace DefaultNamespace => Count == 0 ? KnownNamespace.None : Known(_frames[Count - 1].DefaultBinding);

    internal ScanRule Push(ReadOnlySpan<byte> tag, TagReader reader)
    {
        if (Count == _frames.Length)
        {
            Array.Resize(ref _frames, Count * 2);
        }

        ref var frame = ref _frames[Count];
        frame.BindingMark = _bindingCount;
        frame.DefaultBinding = Count == 0 ? -1 : _frames[Count - 1].DefaultBinding;
        frame.NameLength = reader.NameLength;
        frame.NameStart = Store(tag.Slice(1, reader.NameLength));
        Count++;

        var rule = reader.HasDeclarations ? Declare(tag, reader, ref frame) : ScanRule.None;
        if (rule == ScanRule.None)
        {
            rule = Resolve(tag.Slice(1, reader.PrefixLength), Count == 2, frame.DefaultBinding, out _elementBinding);
            Namespace = rule == ScanRule.None ? Known(_elementBinding) : KnownNamespace.Unknown;
        }

        if (rule == ScanRule.None && reader.Attributes.Length > 1)
        {
            rule = CheckUnique(tag, reader.Attributes);
        }

        return rule == ScanRule.None && reader.HasPrefixedAttributes ? CheckPrefixed(tag, reader.Attributes) : rule;
    }

    internal void Pop()
    {
        ref var frame = ref _frames[--Count];
        _bindingCount = frame.BindingMark;
        _arenaLength = frame.NameStart;
    }

    private ScanRule Declare(ReadOnlySpan<byte> tag, TagReader reader, ref ElementFrame frame)
    {
        foreach (ref readonly var attribute in reader.Attributes)
        {
            if (!attribute.IsDeclaration)
            {
                continue;
            }

            if (_bindingCount == MaxBindings)
            {
                return ScanRule.AttributeCount;
            }

            var prefix = attribute.PrefixLength == 0 ? default : attribute.LocalName(tag);
            var prefixStart = Store(prefix);
            var uriStart = Store(attribute.Value(tag));
            var uriLength = attribute.NeedsDecoding
                ? AttributeText.Decode(attribute.Value(tag), _arena.AsSpan(uriStart))
                : attribute.ValueLength;
            var known = KnownNamespaces.Find(_arena.AsSpan(uriStart, uriLength));
            if (!MayDeclare(prefix, known))
            {
                return ScanRule.NamespaceDeclaration;
            }

            if (prefix.IsEmpty)
            {
                frame.DefaultBinding = uriLength == 0 ? -1 : _bindingCount;
            }

            Bind(prefixStart, prefix.Length, uriStart, uriLength, known);
        }

        return ScanRule.None;
    }

    private void Bind(int prefixStart, int prefixLength, int uriStart, int uriLength, KnownNamespace known)
    {
        if (_bindingCount == _bindings.Length)
        {
            Array.Resize(ref _bindings, _bindingCount * 2);
        }

        _bindings[_bindingCount++] = new NamespaceBinding
        {
            PrefixStart = prefixStart,
            PrefixLength = prefixLength,
            UriStart = uriStart,
            UriLength = uriLength,
            Known = known,
        };
    }

    /// <summary>Namespaces in XML 1.0 section 3: what may be bound to what.</summary>
    private static bool MayDeclare(ReadOnlySpan<byte> prefix, KnownNamespace known)
    {
        if (prefix.SequenceEqual("xml"u8))
        {
            return known == KnownNamespace.Xml;
        }

        return known is not (KnownNamespace.Xml or KnownNamespace.Xmlns)
            && !prefix.SequenceEqual("xmlns"u8)
            && (prefix.IsEmpty || known != KnownNamespace.None);
    }

    private ScanRule Resolve(ReadOnlySpan<byte> prefix, bool firstLevelName, int whenEmpty, out int binding)
    {
        binding = whenEmpty;
        if (prefix.IsEmpty)
        {
            return ScanRule.None;
        }

        for (binding = _bindingCount - 1; binding >= 0; binding--)
        {
            ref var candidate = ref _bindings[binding];
            if (prefix.SequenceEqual(_arena.AsSpan(candidate.PrefixStart, candidate.PrefixLength)))
            {
                return binding >= _headerBindings || firstLevelName ? ScanRule.None : ScanRule.HeaderPrefix;
            }
        }

        binding = XmlBinding;
        return prefix.SequenceEqual("xml"u8) ? ScanRule.None : ScanRule.UndeclaredPrefix;
    }

    private static ScanRule CheckUnique(ReadOnlySpan<byte> tag, ReadOnlySpan<AttributeSlot> attributes)
    {
        for (var i = 1; i < attributes.Length; i++)
        {
            var name = attributes[i].Name(tag);
            for (var j = 0; j < i; j++)
            {
                if (attributes[j].NameLength == name.Length && attributes[j].Name(tag).SequenceEqual(name))
                {
                    return ScanRule.DuplicateAttribute;
                }
            }
        }

        return ScanRule.None;
    }

    private ScanRule CheckPrefixed(ReadOnlySpan<byte> tag, ReadOnlySpan<AttributeSlot> attributes)
    {
        for (var i = 0; i < attributes.Length; i++)
        {
            if (attributes[i].PrefixLength == 0 || attributes[i].IsDeclaration)
            {
                continue;
            }

            var rule = Resolve(attributes[i].Prefix(tag), firstLevelName: false, whenEmpty: -1, out var binding);
            if (rule != ScanRule.None)
            {
                return rule;
            }

            for (var j = 0; j < i; j++)
            {
                if (attributes[j].PrefixLength > 0
                    && !attributes[j].IsDeclaration
                    && attributes[j].LocalName(tag).SequenceEqual(attributes[i].LocalName(tag))
                    && Resolve(attributes[j].Prefix(tag), firstLevelName: false, whenEmpty: -1, out var other) == ScanRule.None
                    && Uri(binding).SequenceEqual(Uri(other)))
                {
                    return ScanRule.DuplicateAttribute;
                }
            }
        }

        return ScanRule.None;
    }

    private KnownNamespace Known(int binding) => binding switch
    {
        XmlBinding => KnownNamespace.Xml,
        < 0 => KnownNamespace.None,
        _ => _bindings[binding].Known,
    };

    private ReadOnlySpan<byte> Uri(int binding) => binding < 0
        ? Known(binding).Utf8Uri
        : _arena.AsSpan(_bindings[binding].UriStart, _bindings[binding].UriLength);

    private int Store(ReadOnlySpan<byte> bytes)
    {
        var start = _arenaLength;
        if (start + bytes.Length > _arena.Length)
        {
            Array.Resize(ref _arena, Math.Max(_arena.Length * 2, start + bytes.Length));
        }

        bytes.CopyTo(_arena.AsSpan(start));
        _arenaLength += bytes.Length;
        return start;
    }
}
