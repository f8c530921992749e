using System.Buffers;
using System.Buffers.Text;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Writing;

/// <summary>
/// Writes elements as UTF-8 straight into a buffer writer. Names are trusted constants of the caller, values and text are escaped.
/// Elements never use prefixes: each change of namespace is a default declaration.
/// </summary>
/// <remarks>Pass it on by reference: a copy would forget that a start tag is still open.</remarks>
public ref struct XmlUtf8Writer
{
    private readonly IBufferWriter<byte> _output;
    private bool _tagOpen;

    /// <summary>A writer into <paramref name="output"/>, which the caller flushes.</summary>
    public XmlUtf8Writer(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>Opens an element in the namespace of its parent.</summary>
    public void Start(ReadOnlySpan<byte> name)
    {
        Content();
        _output.Write("<"u8);
        _output.Write(name);
        _tagOpen = true;
    }

    /// <summary>Opens an element in a namespace of its own.</summary>
    public void Start(ReadOnlySpan<byte> name, KnownNamespace space)
    {
        Start(name);
        Attribute("xmlns"u8, space.Utf8Uri);
    }

    /// <summary>Adds an attribute to the element just opened.</summary>
    /// <exception cref="InvalidOperationException">Content has been written since.</exception>
    public readonly void Attribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        StartAttribute(name);
        _output.WriteEscaped(value);
        _output.Write("'"u8);
    }

    /// <inheritdoc cref="Attribute(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public readonly void Attribute(ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        StartAttribute(name);
        _output.WriteEscaped(value);
        _output.Write("'"u8);
    }

    /// <inheritdoc cref="Attribute(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public readonly void Attribute(ReadOnlySpan<byte> name, long value)
    {
        StartAttribute(name);
        WriteNumber(value);
        _output.Write("'"u8);
    }

    /// <summary>Adds an address to the element just opened; nothing for an empty one.</summary>
    public readonly void Attribute(ReadOnlySpan<byte> name, Jid value)
    {
        if (!value.IsEmpty)
        {
            Attribute(name, value.ToString().AsSpan());
        }
    }

    /// <summary>Writes text.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        Content();
        _output.WriteEscaped(utf8);
    }

    /// <summary>Writes text.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        Content();
        _output.WriteEscaped(text);
    }

    /// <summary>Writes a whole number as text.</summary>
    public void Text(long value)
    {
        Content();
        WriteNumber(value);
    }

    /// <summary>Writes bytes as padded base64 text.</summary>
    public void Base64(ReadOnlySpan<byte> bytes)
    {
        Content();
        _output.WriteBase64(bytes);
    }

    /// <summary>Writes finished XML as it is. The caller answers for it being well-formed and declaring its namespaces.</summary>
    public void Raw(ReadOnlySpan<byte> xml)
    {
        Content();
        _output.Write(xml);
    }

    /// <inheritdoc cref="Raw(ReadOnlySpan{byte})"/>
    public void Raw(in ReadOnlySequence<byte> xml)
    {
        Content();
        _output.WriteRaw(xml);
    }

    /// <summary>Closes the element, as an empty-element tag when it has no content.</summary>
    public void End(ReadOnlySpan<byte> name)
    {
        if (_tagOpen)
        {
            _output.Write("/>"u8);
            _tagOpen = false;
            return;
        }

        _output.Write("</"u8);
        _output.Write(name);
        _output.Write(">"u8);
    }

    /// <summary>Writes an element without attributes that holds nothing but text.</summary>
    public void TextElement(ReadOnlySpan<byte> name, ReadOnlySpan<char> text)
    {
        Start(name);
        Text(text);
        End(name);
    }

    private readonly void StartAttribute(ReadOnlySpan<byte> name)
    {
        if (!_tagOpen)
        {
            throw new InvalidOperationException("Attributes come before content.");
        }

        _output.Write(" "u8);
        _output.Write(name);
        _output.Write("='"u8);
    }

    private void Content()
    {
        if (_tagOpen)
        {
            _output.Write(">"u8);
            _tagOpen = false;
        }
    }

    private readonly void WriteNumber(long value)
    {
        Utf8Formatter.TryFormat(value, _output.GetSpan(20), out var written);
        _output.Advance(written);
    }
}
