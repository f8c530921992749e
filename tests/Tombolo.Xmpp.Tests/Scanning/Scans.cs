using System.Buffers;
using System.Text;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Xmpp.Tests.Scanning;

/// <summary>Drives a scanner the way a transport does.</summary>
internal static class Scans
{
    internal const string Header = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='host' version='1.0'>";

    internal static StreamScanner OpenStream(ScannerLimits? limits = null)
    {
        var scanner = new StreamScanner(StreamFraming.Tcp, limits ?? ScannerLimits.Authenticated);
        Assert.Equal(ScanStatus.StreamOpen, scanner.Scan(Bytes(Header)).Status);
        return scanner;
    }

    internal static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Everything found in a whole stream: the text of each element, then how it ended.</summary>
    internal static (List<string> Elements, ScanStatus Last, ScanFailure Failure) Whole(byte[] stream, ScannerLimits? limits = null) =>
        Fed(stream, [stream.Length], limits);

    /// <summary>The same, the bytes arriving up to each of the given positions in turn; a byte arrives in a segment of its own piece.</summary>
    internal static (List<string> Elements, ScanStatus Last, ScanFailure Failure) Fed(byte[] stream, int[] arrivals, ScannerLimits? limits = null)
    {
        var scanner = new StreamScanner(StreamFraming.Tcp, limits ?? ScannerLimits.Authenticated);
        var elements = new List<string>();
        var start = 0;
        var last = ScanStatus.NeedMore;
        for (var i = 0; i < arrivals.Length; i++)
        {
            while (true)
            {
                var result = scanner.Scan(Arrived(stream, start, arrivals.AsSpan(0, i + 1)));
                last = result.Status;
                start += (int)result.Consumed;
                if (last is ScanStatus.Failed or ScanStatus.StreamClose)
                {
                    return (elements, last, result.Failure);
                }

                if (last == ScanStatus.NeedMore)
                {
                    scanner.Rest();
                    break;
                }

                elements.Add(Encoding.UTF8.GetString(result.Envelope.Bytes));
            }
        }

        return (elements, last, default);
    }

    private static ReadOnlySequence<byte> Arrived(byte[] stream, int start, ReadOnlySpan<int> arrivals)
    {
        var pieces = new List<byte[]>();
        var from = start;
        foreach (var arrival in arrivals)
        {
            if (arrival > from)
            {
                pieces.Add(stream[from..arrival]);
                from = arrival;
            }
        }

        return Pieces.Of(pieces.ToArray());
    }
}
