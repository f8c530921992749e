using System.Buffers;
using System.Text;
using System.Xml.Linq;
using Tombolo.Fuzzing;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Fuzz;

/// <summary>The scanner on both framings, and what is made of what it passed.</summary>
internal static class ScannerTargets
{
    private const string Header = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' xmlns:p='urn:p' to='localhost'>";

    internal static IEnumerable<FuzzTarget> All =>
    [
        new("scanner-stream", Stream, () => StreamSamples.Stanzas.Select(Encoding.UTF8.GetBytes)) { Words = XmlWords.All },
        new("scanner-message", Message, () => StreamSamples.Stanzas.Select(Encoding.UTF8.GetBytes)) { Words = XmlWords.All },
        new("addresses", Address, () => ["a@localhost/1"u8.ToArray(), "ü@exämple.org/a b"u8.ToArray()]),
    ];

    /// <summary>What is found does not depend on how the bytes were cut, and the runtime's reader agrees with all of it.</summary>
    private static void Stream(ReadOnlySpan<byte> input)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Header), .. input];
        string whole = Scan(bytes, bytes.Length);
        Expect.That(whole == Scan(bytes, 1 + (input.Length % 7)), "the same is found however the stream was cut");
    }

    private static string Scan(byte[] bytes, int piece)
    {
        StreamScanner scanner = new(StreamFraming.Tcp, ScannerLimits.Unauthenticated);
        StringBuilder found = new();
        int start = 0;
        for (int end = Math.Min(piece, bytes.Length); ; end = Math.Min(end + piece, bytes.Length))
        {
            ScanResult result = scanner.Scan(new ReadOnlySequence<byte>(bytes, start, end - start));
            while (result.Status is ScanStatus.Element or ScanStatus.StreamOpen)
            {
                Note(found, result);
                start += (int)result.Consumed;
                result = scanner.Scan(new ReadOnlySequence<byte>(bytes, start, end - start));
            }

            start += (int)result.Consumed;
            if (result.Status != ScanStatus.NeedMore || end == bytes.Length)
            {
                return found.Append(result.Status).Append(result.Failure.Rule).ToString();
            }
        }
    }

    private static void Message(ReadOnlySpan<byte> input)
    {
        StreamScanner scanner = new(StreamFraming.WebSocket, ScannerLimits.Authenticated);
        ScanResult result = scanner.ScanMessage(new ReadOnlySequence<byte>(input.ToArray()));
        if (result.Status == ScanStatus.Element)
        {
            Note(new StringBuilder(), result);
        }
    }

    private static void Note(StringBuilder found, ScanResult result)
    {
        found.Append(result.Status).Append(Encoding.UTF8.GetString(result.Envelope.Name)).Append(' ');
        if (result.Status != ScanStatus.Element)
        {
            return;
        }

        StanzaEnvelope envelope = result.Envelope.Detach();
        XElement element = envelope.ToElement();
        Expect.That(element.Name.LocalName == Encoding.UTF8.GetString(envelope.Name), "the name is the one the runtime's reader sees");
        Expect.That(element.Name.NamespaceName == Encoding.UTF8.GetString(envelope.NamespaceUri), "so is the namespace");
        Expect.That(element.Elements().Count() == envelope.Children.Length, "and the number of children");
        Expect.That(((string?)element.Attribute("to") ?? "") == Encoding.UTF8.GetString(envelope.To), "and the address");
        Expect.That(((string?)element.Attribute("id") ?? "") == Encoding.UTF8.GetString(envelope.Id), "and the id");
        Forward(envelope);
    }

    /// <summary>What is put on another stream reads as what came, whoever reads it.</summary>
    private static void Forward(StanzaEnvelope envelope)
    {
        if (envelope.Kind == StanzaKind.Nonza)
        {
            return;
        }

        ArrayBufferWriter<byte> output = new();
        StanzaForwarder.Write(envelope, output, StreamFraming.WebSocket, Jid.Parse("sender@localhost/1"), Jid.Parse("receiver@localhost"));
        StreamScanner reader = new(StreamFraming.WebSocket, new ScannerLimits());
        ScanResult again = reader.ScanMessage(new ReadOnlySequence<byte>(output.WrittenMemory));
        Expect.That(again.Status == ScanStatus.Element, $"a forwarded stanza can be read ({again.Failure.Rule})");
        XElement element = again.Envelope.Detach().ToElement();
        Expect.That((string?)element.Attribute("from") == "sender@localhost/1", "it comes from whom the host says");
        Expect.That(element.Attributes("from").Count() == 1, "and from nobody else");
        Expect.That(
            !element.Elements().Any(child => child.Name.NamespaceName is "urn:tombolo:identity:0" or "urn:tombolo:mailbox:0"), "nothing in it speaks for the host");
    }

    private static void Address(ReadOnlySpan<byte> input)
    {
        if (Jid.TryParse(input, out Jid address))
        {
            string text = address.ToString();
            Expect.That(Encoding.UTF8.GetByteCount(text) <= Jid.MaxBytes, "an address has its bound");
            Expect.That(Jid.TryParse(text.AsSpan(), out Jid again) && again == address, "an address is written and read as the same");
        }
    }
}
