using System.Buffers;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Stanzas;

/// <summary>
/// One scanned first-level element: its bytes and what the router needs of it, without a tree. A view: valid until the buffer it was
/// scanned from is released or its scanner is called again. <see cref="Detach"/> makes one that lives on its own.
/// </summary>
/// <remarks>Ranges count from the first byte of the element. Not for use from two threads while the scanner may run.</remarks>
public readonly struct StanzaEnvelope : IEquatable<StanzaEnvelope>
{
    private readonly ReadOnlySequence<byte> _bytes;
    private readonly ElementIndex? _index;

    internal StanzaEnvelope(in ReadOnlySequence<byte> bytes, ElementIndex index)
    {
        _bytes = bytes;
        _index = index;
    }

    /// <summary>True for <c>default</c>, which holds no element; nothing else may be asked of it.</summary>
    public bool IsEmpty => _index is null;

    /// <summary>The whole element as it came.</summary>
    public ReadOnlySequence<byte> Bytes => _bytes;

    /// <summary>Message, presence, iq or none of these.</summary>
    public StanzaKind Kind => Index.Kind;

    /// <summary>The element's namespace, or <see cref="KnownNamespace.Unknown"/>; then <see cref="NamespaceUri"/> tells.</summary>
    public KnownNamespace Namespace => Index.Namespace;

    /// <summary>The element's namespace in UTF-8; empty for none.</summary>
    public ReadOnlySpan<byte> NamespaceUri => Index.Value(Index.UriRange);

    /// <summary>The element's local name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name => Index.Value(Index.NameRange);

    /// <summary>The decoded <c>to</c>; empty when missing.</summary>
    public ReadOnlySpan<byte> To => Find(RootAttributeRole.To);

    /// <summary>The decoded <c>from</c>; empty when missing. What a client writes here proves nothing.</summary>
    public ReadOnlySpan<byte> From => Find(RootAttributeRole.From);

    /// <summary>The decoded <c>id</c>; empty when missing.</summary>
    public ReadOnlySpan<byte> Id => Find(RootAttributeRole.Id);

    /// <summary>The decoded <c>type</c>; empty when missing.</summary>
    public ReadOnlySpan<byte> Type => Find(RootAttributeRole.Type);

    /// <summary>What lies between start tag and end tag; empty for an empty-element tag.</summary>
    public ByteRange Content => Index.Content;

    /// <summary>The children directly below, in order.</summary>
    public ReadOnlySpan<ChildElement> Children => Index.Children;

    /// <summary>Whether the message has <c>encrypted</c> of <c>urn:tombolo:e2ee:0</c>.</summary>
    public bool IsEncrypted => Index.Encrypted is { Child: >= 0, IsRetry: false };

    /// <summary>Whether the message has <c>retry</c> of <c>urn:tombolo:e2ee:0</c>.</summary>
    public bool IsRetry => Index.Encrypted is { Child: >= 0, IsRetry: true };

    /// <summary>What is wrong with the shape of the encrypted message or retry.</summary>
    public EncryptedDefect EncryptedDefect => Index.Encrypted.Defect;

    /// <summary>The <c>encrypted</c> or <c>retry</c> child.</summary>
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    public ChildElement EncryptedElement => Index.Encrypted.Child >= 0
        ? Index.Children[Index.Encrypted.Child]
        : throw new InvalidOperationException("This stanza carries no encrypted element.");

    /// <summary>The sender's device as the encrypted element says, 1 to 127; 0 when it says none. The router compares it with the session.</summary>
    public int EncryptedDevice => Index.Encrypted.Device;

    /// <summary>The <c>suite</c> of the encrypted element; empty when missing.</summary>
    public ReadOnlySpan<byte> EncryptedSuite => Index.Value(Index.Encrypted.Suite);

    /// <summary>The <c>devices</c> digest of the encrypted element; empty when missing.</summary>
    public ReadOnlySpan<byte> DevicesDigest => Index.Value(Index.Encrypted.Digest);

    /// <summary>The decoded <c>id</c> of the message that a <c>retry</c> asks for; empty when missing.</summary>
    public ReadOnlySpan<byte> RetryId => Index.Value(Index.Encrypted.RetryId);

    /// <summary><c>ephemeral='true'</c>: only for devices that are online, never stored.</summary>
    public bool IsEphemeral => Index.Encrypted.Ephemeral;

    /// <summary>False for <c>urgent='false'</c>: stored, causes no wake-up.</summary>
    public bool IsUrgent => !Index.Encrypted.Quiet;

    /// <summary>The parts of an encrypted message, one for each device, in order.</summary>
    public ReadOnlySpan<EncryptedPart> Parts => Index.Parts;

    private ElementIndex Index => _index ?? throw new InvalidOperationException("This envelope is empty.");

    internal ReadOnlySpan<RootAttribute> RootAttributes => Index.Attributes;

    /// <summary>The local name of a child, in UTF-8.</summary>
    public ReadOnlySpan<byte> NameOf(in ChildElement child) => Index.Value(child.NameRange);

    /// <summary>The bytes of a range; no copy.</summary>
    public ReadOnlySequence<byte> Slice(ByteRange range) => _bytes.Slice(range.Start, range.Length);

    /// <summary>Reads <see cref="To"/> as an address.</summary>
    public bool TryGetTo(out Jid to) => Jid.TryParse(To, out to);

    /// <summary>Reads <see cref="From"/> as an address.</summary>
    public bool TryGetFrom(out Jid from) => Jid.TryParse(From, out from);

    /// <summary>Reads an attribute of the element by its qualified name, decoded.</summary>
    /// <returns>False when the element does not have it.</returns>
    public bool TryGetAttribute(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (ref readonly var attribute in Index.Attributes)
        {
            if (Index.Value(attribute.Name).SequenceEqual(name))
            {
                value = Index.Value(attribute.Value);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Finds the first child of this name and namespace.</summary>
    public bool TryGetChild(KnownNamespace space, ReadOnlySpan<byte> name, out ChildElement child)
    {
        foreach (ref readonly var candidate in Index.Children)
        {
            if (candidate.Namespace == space && NameOf(candidate).SequenceEqual(name))
            {
                child = candidate;
                return true;
            }
        }

        child = default;
        return false;
    }

    /// <summary>Whether this is the element of that name and namespace.</summary>
    public bool Is(KnownNamespace space, ReadOnlySpan<byte> name) => Namespace == space && Name.SequenceEqual(name);

    /// <summary>A copy with its own memory, independent of scanner and buffer.</summary>
    public StanzaEnvelope Detach() => new(new ReadOnlySequence<byte>(_bytes.ToArray()), Index.Copy());

    /// <summary>Two envelopes are equal when they view the same scan; contents are not compared.</summary>
    public bool Equals(StanzaEnvelope other) => ReferenceEquals(_index, other._index) && _bytes.Start.Equals(other._bytes.Start);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StanzaEnvelope other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_index, _bytes.Start);

    /// <summary>See <see cref="Equals(StanzaEnvelope)"/>.</summary>
    public static bool operator ==(StanzaEnvelope left, StanzaEnvelope right) => left.Equals(right);

    /// <summary>See <see cref="Equals(StanzaEnvelope)"/>.</summary>
    public static bool operator !=(StanzaEnvelope left, StanzaEnvelope right) => !left.Equals(right);

    private ReadOnlySpan<byte> Find(RootAttributeRole role)
    {
        foreach (ref readonly var attribute in Index.Attributes)
        {
            if (attribute.Role == role)
            {
                return Index.Value(attribute.Value);
            }
        }

        return default;
    }
}
