using System.Buffers;
using System.Text;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Xmpp.Tests.Scanning;

public class ScannerAllocationTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes(
        "<message type='chat' to='4f5ad4ce-0b1e-4a0e-9d80-0c5a8d6a2f11@localhost' id='c0ffee'><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='x'>"
        + $"<to device='1' kind='message'>{new string('A', 400)}</to><to device='2' kind='message'>{new string('B', 400)}</to></encrypted></message>");

    private static readonly ReadOnlySequence<byte> OpenHeader = Scans.Bytes(Scans.Header);

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(300)]
    public void SteadyScan_OnceBuffersHaveGrown_AllocatesNothing(int segmentSize)
    {
        var scanner = Scans.OpenStream();
        var one = Pieces.OfSize(Message, segmentSize);
        var parts = ScanMany(scanner, one, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        parts += ScanMany(scanner, one, 1000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(2200, parts);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void SteadyScan_RestingBehindEachElement_AllocatesNothing()
    {
        var scanner = Scans.OpenStream();
        var one = new ReadOnlySequence<byte>(Message);
        ScanAndRest(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        ScanAndRest(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void ScanAndRest(int times)
        {
            for (var i = 0; i < times; i++)
            {
                ScanMany(scanner, one, 1);
                scanner.Rest();
            }
        }
    }

    [Fact]
    public void Scanners_AtRest_HoldLittle()
    {
        const int Count = 100;
        var scanners = new StreamScanner[Count];
        RestBehindAMessage(Scans.OpenStream());

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++)
        {
            scanners[i] = new StreamScanner(StreamFraming.Tcp, ScannerLimits.Authenticated);
            scanners[i].Scan(OpenHeader);
            RestBehindAMessage(scanners[i]);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Count, 1, 1024);
    }

    [Fact]
    public void SteadyForward_IntoABufferThatIsLargeEnough_AllocatesNothing()
    {
        var scanner = Scans.OpenStream();
        var output = new ArrayBufferWriter<byte>(4096);
        var stanza = scanner.Scan(new ReadOnlySequence<byte>(Message)).Envelope;
        var from = Jid.Parse("a@host/1");
        Forward();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Forward();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Forward()
        {
            output.ResetWrittenCount();
            StanzaForwarder.WriteStart(stanza, output, StreamFraming.Tcp, from, from);
            StanzaForwarder.WritePart(stanza, stanza.Parts[0], output);
            StanzaForwarder.WriteEnd(stanza, output);
        }
    }

    private static void RestBehindAMessage(StreamScanner scanner)
    {
        ScanMany(scanner, new ReadOnlySequence<byte>(Message), 1);
        scanner.Rest();
    }

    private static int ScanMany(StreamScanner scanner, in ReadOnlySequence<byte> bytes, int times)
    {
        var parts = 0;
        for (var i = 0; i < times; i++)
        {
            var result = scanner.Scan(bytes);
            parts += result.Status == ScanStatus.Element ? result.Envelope.Parts.Length : 0;
        }

        return parts;
    }
}
