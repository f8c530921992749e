using System.Buffers;
using System.Text;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Sasl2;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.StreamLimits;
using Tombolo.Xmpp.StreamManagement;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Tests.Scanning;

namespace Tombolo.Xmpp.Tests.Streams;

public class StreamNegotiationTests
{
    private static readonly StreamFeatures Offer = new()
    {
        Sasl2 = new Sasl2Feature
        {
            Mechanisms = ["OAUTHBEARER"],
            FastMechanisms = ["HT-SHA-256-EXPR", "HT-SHA-256-NONE"],
            BindFeatures = ["urn:xmpp:sm:3"],
            StreamManagement = true,
        },
        Limits = new StreamLimitsFeature(262144, null),
    };

    private static ScanResult Rescan(StreamFraming framing, Action<IBufferWriter<byte>> write, bool afterHeader)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        var bytes = new ReadOnlySequence<byte>(output.WrittenMemory);
        if (framing == StreamFraming.WebSocket)
        {
            return new StreamScanner(framing, ScannerLimits.Authenticated).ScanMessage(bytes);
        }

        var scanner = afterHeader ? Scans.OpenStream() : new StreamScanner(framing, ScannerLimits.Authenticated);
        return scanner.Scan(bytes);
    }

    [Theory]
    [InlineData(StreamFraming.Tcp)]
    [InlineData(StreamFraming.WebSocket)]
    public void Header_WrittenAndScanned_IsTheSame(StreamFraming framing)
    {
        var header = new StreamHeader { From = Jid.Parse("localhost"), To = Jid.Parse("u@localhost"), Id = "x'<&", Language = "en" };

        var result = Rescan(framing, output => header.Write(output, framing), afterHeader: false);

        Assert.Equal(ScanStatus.StreamOpen, result.Status);
        Assert.Equal(header, StreamHeader.Read(result.Envelope));
    }

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("1.1", true)]
    [InlineData("2.0", true)]
    [InlineData("01.10", true)]
    [InlineData("0.9", false)]
    [InlineData("00.1", false)]
    [InlineData("1", false)]
    [InlineData("1.x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Version_OfOneOrHigher_SpeaksOne(string? version, bool speaks) => Assert.Equal(speaks, new StreamHeader { Version = version }.SpeaksVersionOne);

    [Theory]
    [InlineData(StreamFraming.Tcp)]
    [InlineData(StreamFraming.WebSocket)]
    public void Features_WrittenAndScanned_AreTheSame(StreamFraming framing)
    {
        var read = StreamFeatures.Read(Rescan(framing, output => Offer.Write(output, framing), afterHeader: true).Envelope.ToElement());

        Assert.NotNull(read);
        Assert.Equal(Offer.Limits, read.Limits);
        Assert.Equal(Offer.Sasl2!.Mechanisms, read.Sasl2!.Mechanisms);
        Assert.Equal(Offer.Sasl2.FastMechanisms, read.Sasl2.FastMechanisms);
        Assert.Equal(Offer.Sasl2.BindFeatures, read.Sasl2.BindFeatures);
        Assert.True(read.Sasl2.StreamManagement);
    }

    [Fact]
    public void Features_OnTcp_HaveTheirGoldenForm()
    {
        var output = new ArrayBufferWriter<byte>();

        Offer.Write(output, StreamFraming.Tcp);

        Assert.Equal(
            "<stream:features><authentication xmlns='urn:xmpp:sasl:2'><mechanism>OAUTHBEARER</mechanism><inline><bind xmlns='urn:xmpp:bind:0'>"
            + "<inline><feature var='urn:xmpp:sm:3'/></inline></bind><sm xmlns='urn:xmpp:sm:3'/><fast xmlns='urn:xmpp:fast:0'>"
            + "<mechanism>HT-SHA-256-EXPR</mechanism><mechanism>HT-SHA-256-NONE</mechanism></fast></inline></authentication>"
            + "<limits xmlns='urn:xmpp:stream-limits:0'><max-bytes>262144</max-bytes></limits></stream:features>",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void ClassicFeatures_WrittenAndScanned_AreTheSame()
    {
        var offer = new StreamFeatures
        {
            StartTls = StartTlsOffer.Required,
            Mechanisms = ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"],
            ChannelBindings = ["tls-exporter", "tls-server-end-point"],
            ClassicBind = true,
            StreamManagement = true,
        };

        var read = StreamFeatures.Read(Rescan(StreamFraming.Tcp, output => offer.Write(output, StreamFraming.Tcp), afterHeader: true).Envelope.ToElement());

        Assert.NotNull(read);
        Assert.Equal((StartTlsOffer.Required, true, true), (read.StartTls, read.ClassicBind, read.StreamManagement));
        Assert.Equal(offer.Mechanisms, read.Mechanisms);
        Assert.Equal(offer.ChannelBindings, read.ChannelBindings);
    }

    [Theory]
    [InlineData(StreamFraming.Tcp)]
    [InlineData(StreamFraming.WebSocket)]
    public void EveryStreamError_WrittenAndScanned_IsTheSame(StreamFraming framing)
    {
        foreach (var condition in Enum.GetValues<StreamErrorCondition>())
        {
            var error = new StreamError(condition) { Text = "<why>", Code = "some_code", TooHigh = new HandledCountTooHigh(uint.MaxValue, 7) };

            var result = Rescan(framing, output => StreamClosing.WriteError(output, framing, error), afterHeader: true);

            Assert.Equal(error, StreamClosing.ReadError(result.Envelope.ToElement()));
        }
    }

    [Theory]
    [InlineData(StreamFraming.Tcp)]
    [InlineData(StreamFraming.WebSocket)]
    public void OtherHost_WrittenAndScanned_IsTheSame(StreamFraming framing)
    {
        var error = new StreamError(StreamErrorCondition.SeeOtherHost) { OtherHost = "[2001:db8::1]:5223" };

        var element = Rescan(framing, output => StreamClosing.WriteError(output, framing, error), afterHeader: true).Envelope.ToElement();

        Assert.Equal("[2001:db8::1]:5223", Assert.Single(element.Elements()).Value);
        Assert.Equal(error, StreamClosing.ReadError(element));
    }

    [Theory]
    [InlineData(StreamFraming.Tcp)]
    [InlineData(StreamFraming.WebSocket)]
    public void Close_WrittenAndScanned_ClosesTheStream(StreamFraming framing) =>
        Assert.Equal(ScanStatus.StreamClose, Rescan(framing, output => StreamClosing.WriteClose(output, framing), afterHeader: true).Status);
}
