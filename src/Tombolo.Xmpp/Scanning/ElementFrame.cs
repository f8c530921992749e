namespace Tombolo.Xmpp.Scanning;

/// <summary>One open element: where its name lies in the arena and what to restore when it ends.</summary>
internal struct ElementFrame
{
    internal int NameStart;
    internal int NameLength;
    internal int BindingMark;

    /// <summary>The binding of the default namespace inside this element; -1 for none.</summary>
    internal int DefaultBinding;
}
