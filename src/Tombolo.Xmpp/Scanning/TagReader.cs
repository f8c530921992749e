using System.Buffers;
using System.Text;

namespace Tombolo.Xmpp.Scanning;

/// <summary>
/// Reads one start tag that lies in one piece. Has no effect but on its own fields, so that a tag whose end has not arrived is
/// simply read again: this keeps every split position alike.
/// </summary>
internal sealed class TagReader
{
    private AttributeSlot[] _attributes = new AttributeSlot[8];
    private int _count;
    private ScanRule _rule;

    /// <summary>Bytes of the tag with both brackets; 0 while its end has not arrived.</summary>
    internal int Length { get; private set; }

    internal int NameLength { get; private set; }

    /// <summary>Bytes before the colon of the element's name; 0 without one.</summary>
    internal int PrefixLength { get; private set; }

    internal bool IsEmptyElement { get; private set; }

    internal bool HasDeclarations { get; private set; }

    internal bool HasPrefixedAttributes { get; private set; }

    internal ReadOnlySpan<AttributeSlot> Attributes => _attributes.AsSpan(0, _count);

    internal ScanRule Read(ReadOnlySpan<byte> input, ScannerLimits limits)
    {
        var tag = input[..Math.Min(input.Length, limits.MaxTagBytes)];
        _count = 0;
        _rule = ScanRule.None;
        Length = 0;
        IsEmptyElement = HasDeclarations = HasPrefixedAttributes = false;
        var at = ReadName(tag, 1, out var prefixLength);
        PrefixLength = prefixLength;
        NameLength = at - 1;
        while (at > 0)
        {
            at = ReadNext(tag, at, limits.MaxAttributes);
        }

        if (_rule == ScanRule.None && Length == 0 && tag.Length == limits.MaxTagBytes)
        {
            _rule = ScanRule.TagSize;
        }

        return _rule;
    }

    /// <summary>Reads an attribute, or the end of the tag. Returns where to go on; 0 when done, incomplete or refused.</summary>
    private int ReadNext(ReadOnlySpan<byte> tag, int from, int maxAttributes)
    {
        var at = PassSpace(tag, from);
        if (at == tag.Length)
        {
            return 0;
        }

        if (tag[at] == '>')
        {
            Length = at + 1;
            return 0;
        }

        if (tag[at] == '/')
        {
            return ReadEmptyEnd(tag, at);
        }

        if (at == from)
        {
            return Refuse(ScanRule.Attribute);
        }

        return _count == maxAttributes ? Refuse(ScanRule.AttributeCount) : ReadAttribute(tag, at);
    }

    private int ReadEmptyEnd(ReadOnlySpan<byte> tag, int at)
    {
        if (at + 1 == tag.Length)
        {
            return 0;
        }

        if (tag[at + 1] != '>')
        {
            return Refuse(ScanRule.Tag);
        }

        IsEmptyElement = true;
        Length = at + 2;
        return 0;
    }

    private int ReadAttribute(ReadOnlySpan<byte> tag, int start)
    {
        var nameEnd = ReadName(tag, start, out var prefixLength);
        if (nameEnd <= 0)
        {
            return nameEnd;
        }

        var at = PassSpace(tag, nameEnd);
        if (at < tag.Length && tag[at] != '=')
        {
            return Refuse(ScanRule.Attribute);
        }

        at = at < tag.Length ? PassSpace(tag, at + 1) : at;
        if (at == tag.Length)
        {
            return 0;
        }

        var quote = tag[at];
        if (quote is not ((byte)'\'' or (byte)'"'))
        {
            return Refuse(ScanRule.Attribute);
        }

        var valueEnd = ReadValue(tag, at + 1, quote, out var needsDecoding);
        return valueEnd <= 0 ? valueEnd : Add(tag, start, nameEnd, prefixLength, at + 1, valueEnd, needsDecoding);
    }

    private int Add(ReadOnlySpan<byte> tag, int start, int nameEnd, int prefixLength, int valueStart, int valueEnd, bool needsDecoding)
    {
        if (_count == _attributes.Length)
        {
            Array.Resize(ref _attributes, _count * 2);
        }

        var isDeclaration = tag[start] == 'x' && (prefixLength == 0 ? tag[start..nameEnd] : tag.Slice(start, prefixLength)).SequenceEqual("xmlns"u8);
        HasDeclarations |= isDeclaration;
        HasPrefixedAttributes |= prefixLength > 0 && !isDeclaration;
        _attributes[_count++] = new AttributeSlot
        {
            NameStart = start,
            NameLength = nameEnd - start,
            PrefixLength = prefixLength,
            ValueStart = valueStart,
            ValueLength = valueEnd - valueStart,
            NeedsDecoding = needsDecoding,
            IsDeclaration = isDeclaration,
        };
        return valueEnd + 1;
    }

    /// <summary>Returns the position of the closing quote; 0 when incomplete or refused.</summary>
    private int ReadValue(ReadOnlySpan<byte> tag, int start, byte quote, out bool needsDecoding)
    {
        needsDecoding = false;
        var plain = quote == '\'' ? XmlCharacters.InApostrophes : XmlCharacters.InQuotes;
        var at = start;
        while (true)
        {
            var run = tag[at..].IndexOfAnyExcept(plain);
            if (run < 0)
            {
                return 0;
            }

            at += run;
            var value = tag[at];
            if (value == quote)
            {
                return at;
            }

            needsDecoding |= value < 0x80;
            var taken = value switch
            {
                (byte)'&' => References.Read(tag[at..], out _, out _rule),
                (byte)'\t' or (byte)'\n' or (byte)'\r' => 1,
                >= 0x80 => TextReader.PassMultibyte(tag[at..], out _rule),
                _ => Refuse(value == '<' ? ScanRule.Attribute : ScanRule.Character),
            };
            if (taken <= 0)
            {
                return 0;
            }

            at += taken;
        }
    }

    /// <summary>Reads a qualified name. Returns where it ends; 0 when incomplete or refused.</summary>
    private int ReadName(ReadOnlySpan<byte> tag, int start, out int prefixLength)
    {
        prefixLength = 0;
        var at = start;
        var partStart = start;
        while (at < tag.Length)
        {
            var value = tag[at];
            if (at == partStart ? XmlCharacters.IsNameStart(value) : XmlCharacters.IsNameRest(value))
            {
                at++;
            }
            else if (value >= 0x80)
            {
                var taken = ReadNameRune(tag[at..], at == partStart);
                if (taken == 0)
                {
                    return 0;
                }

                at += taken;
            }
            else if (value == ':' && at > partStart && prefixLength == 0)
            {
                prefixLength = at - start;
                partStart = ++at;
            }
            else
            {
                return at == partStart || value == ':' ? Refuse(ScanRule.Name) : at;
            }
        }

        return 0;
    }

    private int ReadNameRune(ReadOnlySpan<byte> input, bool first)
    {
        var status = Rune.DecodeFromUtf8(input, out var rune, out var length);
        if (status == OperationStatus.NeedMoreData)
        {
            return 0;
        }

        if (status != OperationStatus.Done)
        {
            return Refuse(ScanRule.Encoding);
        }

        return (first ? XmlCharacters.IsNameStart(rune) : XmlCharacters.IsNameRest(rune)) ? length : Refuse(ScanRule.Name);
    }

    private static int PassSpace(ReadOnlySpan<byte> tag, int at)
    {
        while (at < tag.Length && XmlCharacters.IsSpace(tag[at]))
        {
            at++;
        }

        return at;
    }

    private int Refuse(ScanRule rule)
    {
        _rule = rule;
        return 0;
    }
}
