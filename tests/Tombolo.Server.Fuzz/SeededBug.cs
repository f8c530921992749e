using System.Buffers;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Fuzz;

/// <summary>
/// A handler with a bug put in on purpose, behind the real scanner: it takes an iq of type set on an open stream and trusts the length of its id.
/// It proves that the fuzzer finds its way from one sound stanza to another that the scanner lets through.
/// </summary>
internal static class SeededBug
{
    internal static int Read(ReadOnlySpan<byte> input)
    {
        StreamScanner scanner = new(StreamFraming.WebSocket, ScannerLimits.Unauthenticated);
        ScanResult result = scanner.ScanMessage(new ReadOnlySequence<byte>(input.ToArray()));
        if (result.Status != ScanStatus.Element || result.Envelope.Kind != StanzaKind.Iq)
        {
            return 0;
        }

        if (!result.Envelope.Type.SequenceEqual("set"u8))
        {
            return 1;
        }

        Span<byte> id = stackalloc byte[4];
        for (int i = 0; i < result.Envelope.Id.Length; i++)
        {
            id[i] = result.Envelope.Id[i];
        }

        return 2;
    }
}
