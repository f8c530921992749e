using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Xmpp.Scanning;

/// <summary>
/// What is needed only while an element is read and handled, some two kilobytes: most connections are silent most of the time, and share these. Each thread
/// keeps the one that was given back last, so that borrowing costs next to nothing.
/// </summary>
internal sealed class ElementScratch
{
    [ThreadStatic]
    private static ElementScratch? _spare;

    private byte[] _across = [];

    internal TagReader Tag { get; } = new();

    internal ElementIndex Index { get; } = new();

    internal static ElementScratch Borrow()
    {
        var scratch = _spare ?? new ElementScratch();
        _spare = null;
        return scratch;
    }

    /// <summary>The caller must not touch it any more.</summary>
    internal void GiveBack() => _spare = this;

    /// <summary>Room for a tag that lies across two segments.</summary>
    internal byte[] Across(int length) => _across.Length < length ? _across = new byte[length] : _across;
}
