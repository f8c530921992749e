using System.Buffers;
using System.Text;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Xmpp.Streams;

/// <summary>What opens a stream: the attributes of <c>stream:stream</c> (RFC 6120 section 4.7) or of <c>open</c> (RFC 7395 section 3.4).</summary>
public sealed record StreamHeader
{
    /// <summary>The sender; empty when missing.</summary>
    public Jid From { get; init; }

    /// <summary>The receiver; empty when missing or no address.</summary>
    public Jid To { get; init; }

    /// <summary>The stream's id, given by the server; null from a client.</summary>
    public string? Id { get; init; }

    /// <summary>The version as it was written; <c>1.0</c> is the only one there is.</summary>
    public string? Version { get; init; } = "1.0";

    /// <summary>
    /// Whether the sender can speak 1.0: that or anything higher, because the lower of the two versions is spoken (RFC 6120 section 4.7.5). Without a version
    /// it means 0.9.
    /// </summary>
    public bool SpeaksVersionOne => Version?.Split('.') is [var major, var minor] && IsNumber(major) && IsNumber(minor) && major.TrimStart('0').Length > 0;

    /// <summary>The default language of human-readable text; null when missing.</summary>
    public string? Language { get; init; }

    /// <summary>Reads what the scanner found as <see cref="Scanning.ScanStatus.StreamOpen"/>.</summary>
    public static StreamHeader Read(in StanzaEnvelope envelope)
    {
        _ = Jid.TryParse(envelope.From, out var from);
        _ = Jid.TryParse(envelope.To, out var to);
        return new StreamHeader
        {
            From = from,
            To = to,
            Id = envelope.TryGetAttribute("id"u8, out var id) ? Encoding.UTF8.GetString(id) : null,
            Version = envelope.TryGetAttribute("version"u8, out var version) ? Encoding.UTF8.GetString(version) : null,
            Language = envelope.TryGetAttribute("xml:lang"u8, out var language) ? Encoding.UTF8.GetString(language) : null,
        };
    }

    /// <summary>Writes the header; on TCP with the XML declaration before it.</summary>
    public void Write(IBufferWriter<byte> output, StreamFraming framing)
    {
        var xml = new XmlUtf8Writer(output);
        if (framing == StreamFraming.Tcp)
        {
            xml.Raw("<?xml version='1.0'?>"u8);
            xml.Start("stream:stream"u8, KnownNamespace.JabberClient);
            xml.Attribute("xmlns:stream"u8, KnownNamespace.Streams.Utf8Uri);
            WriteAttributes(xml);
            output.Write(">"u8);
        }
        else
        {
            xml.Start("open"u8, KnownNamespace.Framing);
            WriteAttributes(xml);
            xml.End("open"u8);
        }
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= 9 && text.All(char.IsAsciiDigit);

    private void WriteAttributes(scoped in XmlUtf8Writer xml)
    {
        xml.Attribute("from"u8, From);
        xml.Attribute("to"u8, To);
        WriteOptional(xml, "id"u8, Id);
        WriteOptional(xml, "version"u8, Version);
        WriteOptional(xml, "xml:lang"u8, Language);
    }

    private static void WriteOptional(scoped in XmlUtf8Writer xml, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            xml.Attribute(name, value.AsSpan());
        }
    }
}
