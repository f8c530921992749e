using System.Buffers;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Xmpp.Scanning;

/// <summary>
/// The pass over one first-level element, resumable at every byte. Works on one contiguous piece at a time; a tag or reference that
/// lies across two segments is copied into a small buffer and read there.
/// </summary>
internal sealed class ElementScanner
{
    private const int FirstCopy = 512;

    private readonly StreamFraming _framing;
    private readonly ElementStack _open = new();
    private ElementScratch? _scratch;
    private int _base;
    private bool _inSection;
    private bool _atStart = true;
    private bool _ended;

    internal ElementScanner(StreamFraming framing, ScannerLimits limits)
    {
        _framing = framing;
        Limits = limits;
    }

    internal ScannerLimits Limits { get; set; }

    /// <summary>What is known of the element; until <see cref="Rest"/>.</summary>
    internal ElementIndex Index => Scratch.Index;

    /// <summary>Bytes of the current element passed so far.</summary>
    internal int Position { get; private set; }

    internal ScanRule Rule { get; private set; }

    /// <summary>True when no byte of the next element has been passed.</summary>
    internal bool IsBetween => Position == 0;

    private ElementScratch Scratch => _scratch ??= ElementScratch.Borrow();

    private int Depth => _open.Count - _base;

    internal void Restart()
    {
        _open.Clear();
        _base = 0;
        _ended = false;
        Next();
        _atStart = true;
    }

    /// <summary>Gets ready for the next first-level element.</summary>
    internal void Next()
    {
        Position = 0;
        Rule = ScanRule.None;
        _inSection = false;
        _atStart = false;
    }

    /// <summary>Between two elements gives back what only an element needs.</summary>
    internal void Rest()
    {
        if (IsBetween && _scratch is { } scratch)
        {
            _scratch = null;
            scratch.GiveBack();
        }
    }

    /// <summary>White space before an element: after it an XML declaration may not stand.</summary>
    internal void NoteSpace(long bytes) => _atStart &= bytes == 0;

    /// <summary>Goes on from <see cref="Position"/> in an element whose bytes so far are <paramref name="element"/>.</summary>
    internal ScanStep Advance(in ReadOnlySequence<byte> element)
    {
        if (element.IsSingleSegment)
        {
            return Pass(element.FirstSpan[Position..]);
        }

        while (true)
        {
            var rest = element.Slice(Position);
            if (rest.IsEmpty)
            {
                return ScanStep.NeedMore;
            }

            var first = FirstNonEmpty(rest);
            var before = Position;
            var step = Pass(first);
            if (step == ScanStep.NeedMore && Position - before < first.Length)
            {
                step = PassAcross(element.Slice(Position), out var stuck);
                if (stuck)
                {
                    return step;
                }
            }

            if (step != ScanStep.NeedMore)
            {
                return step;
            }
        }
    }

    private static ReadOnlySpan<byte> FirstNonEmpty(in ReadOnlySequence<byte> rest)
    {
        foreach (var segment in rest)
        {
            if (!segment.IsEmpty)
            {
                return segment.Span;
            }
        }

        return default;
    }

    /// <summary>Reads the unit at the start of <paramref name="rest"/>, which its first segment does not hold to the end.</summary>
    private ScanStep PassAcross(in ReadOnlySequence<byte> rest, out bool stuck)
    {
        for (var size = FirstCopy; ; size *= 8)
        {
            var length = (int)Math.Min(Math.Min(size, Limits.MaxTagBytes), rest.Length);
            var across = Scratch.Across(Math.Max(length, FirstCopy)).AsSpan(0, length);
            rest.Slice(0, length).CopyTo(across);
            var before = Position;
            var step = Pass(across);
            stuck = step == ScanStep.NeedMore && Position == before;
            if (!stuck || length == rest.Length || length == Limits.MaxTagBytes)
            {
                return step;
            }
        }
    }

    private ScanStep Pass(ReadOnlySpan<byte> input)
    {
        var step = ScanStep.NeedMore;
        var at = 0;
        while (at < input.Length && step == ScanStep.NeedMore)
        {
            var taken = _inSection ? PassSection(input[at..])
                : input[at] == '<' ? PassMarkup(input[at..], Position + at, out step)
                : PassText(input[at..]);
            at += taken;
            if (Rule != ScanRule.None)
            {
                Position += at;
                return ScanStep.Failed;
            }

            if (taken == 0)
            {
                break;
            }
        }

        Position += at;
        return step;
    }

    private int PassText(ReadOnlySpan<byte> input)
    {
        var taken = TextReader.PassText(input, out var rule);
        Rule = rule;
        if (Depth <= 0)
        {
            // Nothing but white space may stand between elements, and that was skipped. An encoding error says more than "misplaced".
            Rule = taken == 0 && rule is ScanRule.Encoding or ScanRule.Character ? rule
                : taken == 0 && rule == ScanRule.None ? ScanRule.None
                : ScanRule.Misplaced;
            return 0;
        }

        if (Depth == 2 && Index.WatchesText && HasInk(input[..taken]))
        {
            Index.StrayText();
        }

        return taken;
    }

    private static bool HasInk(ReadOnlySpan<byte> text) => text.ContainsAnyExcept(" \t\r\n"u8);

    private int PassSection(ReadOnlySpan<byte> input)
    {
        var taken = TextReader.PassSection(input, out var ended, out var rule);
        Rule = rule;
        _inSection = !ended;
        return taken;
    }

    /// <summary>Takes one tag or section start. Returns its length, 0 while incomplete.</summary>
    private int PassMarkup(ReadOnlySpan<byte> input, int start, out ScanStep step)
    {
        step = ScanStep.NeedMore;
        if (input.Length == 1)
        {
            return 0;
        }

        return input[1] switch
        {
            (byte)'/' => PassEndTag(input, start, out step),
            (byte)'!' => PassDeclaration(input),
            (byte)'?' => PassInstruction(input, start, out step),
            _ => PassStartTag(input, start, out step),
        };
    }

    private int PassStartTag(ReadOnlySpan<byte> input, int start, out ScanStep step)
    {
        step = ScanStep.NeedMore;
        var tag = Scratch.Tag;
        Rule = _ended ? ScanRule.Misplaced : tag.Read(input, Limits);
        if (Rule != ScanRule.None || tag.Length == 0)
        {
            return 0;
        }

        Rule = Depth == Limits.MaxDepth ? ScanRule.Depth : _open.Push(input, tag);
        if (Rule != ScanRule.None)
        {
            return 0;
        }

        if (_open.Count == 1 && _framing == StreamFraming.Tcp)
        {
            return OpenStream(input, tag, out step);
        }

        OpenElement(input, tag, start);
        if (Rule != ScanRule.None)
        {
            return 0;
        }

        if (tag.IsEmptyElement)
        {
            step = Close(start + tag.Length, start + tag.Length);
        }

        return tag.Length;
    }

    private int OpenStream(ReadOnlySpan<byte> input, TagReader tag, out ScanStep step)
    {
        Index.Begin(input, tag, _open.Namespace, _open.NamespaceUri);
        Index.End(tag.Length, tag.Length);
        var isStream = _open.Namespace == KnownNamespace.Streams && Index.Value(Index.NameRange).SequenceEqual("stream"u8);
        Rule = !isStream ? ScanRule.StreamNamespace
            : _open.DefaultNamespace != KnownNamespace.JabberClient ? ScanRule.ContentNamespace
            : tag.IsEmptyElement ? ScanRule.Misplaced
            : ScanRule.None;
        step = Rule == ScanRule.None ? ScanStep.Header : ScanStep.NeedMore;
        _open.SealHeader();
        _base = 1;
        return Rule == ScanRule.None ? tag.Length : 0;
    }

    private void OpenElement(ReadOnlySpan<byte> input, TagReader tag, int start)
    {
        var space = _open.Namespace;
        switch (Depth)
        {
            case 1:
                Index.Begin(input, tag, space, _open.NamespaceUri);
                Rule = Index.Kind != StanzaKind.Nonza && tag.PrefixLength > 0 ? ScanRule.PrefixedStanza : ScanRule.None;
                break;
            case 2 when Index.Children.Length == Limits.MaxChildren:
            case 3 when Index.WatchesText && Index.Parts.Length == Limits.MaxChildren:
                Rule = ScanRule.ChildCount;
                break;
            case 2:
                Index.BeginChild(start, input, tag, space);
                break;
            case 3 when Index.WatchesText:
                Index.BeginPart(start, input, tag, space);
                break;
            default:
                Index.BeginDeeper();
                break;
        }
    }

    private int PassEndTag(ReadOnlySpan<byte> input, int start, out ScanStep step)
    {
        step = ScanStep.NeedMore;
        if (_open.Count == 0)
        {
            Rule = ScanRule.EndTag;
            return 0;
        }

        var taken = EndTag.Read(input, _open.TopName, Limits.MaxTagBytes, out var rule);
        Rule = rule;
        if (taken > 0)
        {
            step = Close(start, start + taken);
        }

        return taken;
    }

    private ScanStep Close(int contentEnd, int end)
    {
        switch (Depth)
        {
            case 0:
                _ended = true;
                break;
            case 1:
                Index.End(contentEnd, end);
                break;
            case 2:
                Index.EndChild(contentEnd, end);
                break;
            case 3:
                Index.EndPart(contentEnd, end);
                break;
            default:
                break;
        }

        _open.Pop();
        return _ended ? ScanStep.StreamEnd : Depth == 0 ? ScanStep.Element : ScanStep.NeedMore;
    }

    /// <summary>What begins with <c>&lt;!</c>: only a CDATA section may, and only inside an element.</summary>
    private int PassDeclaration(ReadOnlySpan<byte> input)
    {
        var taken = SectionStart.Read(input, mayStand: Depth > 0, out var rule);
        Rule = rule;
        if (taken == 0)
        {
            return 0;
        }

        if (Depth == 2 && Index.WatchesText)
        {
            Index.StrayText();
        }

        _inSection = true;
        return taken;
    }

    /// <summary>What begins with <c>&lt;?</c>: only the XML declaration may, and only as the very first bytes of a TCP stream.</summary>
    private int PassInstruction(ReadOnlySpan<byte> input, int start, out ScanStep step)
    {
        step = ScanStep.NeedMore;
        if (!_atStart || start > 0 || _framing != StreamFraming.Tcp)
        {
            Rule = ScanRule.ProcessingInstruction;
            return 0;
        }

        var taken = XmlDeclaration.Read(input, Limits.MaxTagBytes, out var rule);
        Rule = rule;
        if (taken > 0)
        {
            _atStart = false;
            step = ScanStep.Declaration;
        }

        return taken;
    }
}
