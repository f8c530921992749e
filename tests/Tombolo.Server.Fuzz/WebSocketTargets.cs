using System.Buffers;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Fuzzing;
using Tombolo.TestHost.Bare;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Fuzz;

/// <summary>
/// The WebSocket door (RFC 7395): one message is one element, streams begin with <c>open</c> and end with <c>close</c>. An input is a conversation, one
/// message a line; a byte of 1 cuts a message into two frames, one of 2 makes it binary, one of 3 is a closing frame, and after one of 4 nothing is a frame any more.
/// </summary>
internal static class WebSocketTargets
{
    private const string Open = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>";
    private const string Close = "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>";

    private static readonly Lazy<BareHost> Host = new(() => new BareHost(new FakeTimeProvider(), options => options.Streams.MaxHibernatedSessions = 16));

    private static readonly byte[][] Words = [.. XmlWords.All, .. new[] { Open + "\n", Close, "\n", "\u0001", "\n\u0002", "\n\u0003", "\n\u0004", "xmlns='jabber:client' " }.Select(StreamSamples.Bytes)];

    internal static IEnumerable<FuzzTarget> All => [new("websocket", Run, () => Samples) { Words = Words, Prepare = () => Run("<open"u8) }];

    private static IEnumerable<byte[]> Samples =>
    [
        StreamSamples.Bytes($"{Open}\n{BareLogin.Device(StreamSamples.Name + "@localhost/1", isManaged: true)}\n<message xmlns='jabber:client' to='{StreamSamples.Name}@localhost' id='2'>"
            + "<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='fixed-digest'><to device='1' kind='message'>RAAAAAAAAAAAAAAA</to></encrypted></message>"
            + $"\n<r xmlns='urn:xmpp:sm:3'/>\n<iq xmlns='jabber:client' type='get' id='4'><ping xmlns='urn:xmpp:ping'/></iq>\n{Close}"),
        StreamSamples.Bytes(Open[..30] + "\u0001" + Open[30..] + "\n" + Close + "\n\u0003"),
        StreamSamples.Bytes(Open + "\n\u0002" + Open + "\n\u0004xx"),
    ];

    private static void Run(ReadOnlySpan<byte> input) => RunAsync(input.ToArray()).GetAwaiter().GetResult();

    private static async Task RunAsync(byte[] input)
    {
        var host = Host.Value;
        await using var peer = host.ConnectWebSocket();
        var heard = peer.HearAllAsync();
        for (var rest = input.AsMemory(); !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var message = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            await SendAsync(peer, message);
        }

        peer.HangUp();
        var messages = await heard;
        await peer.Ended;
        Expect.That(host.Faults.Count == 0, "the host finds no fault with itself: " + host.Faults.FirstOrDefault());
        Read(messages);
    }

    private static Task SendAsync(BareWebSocket peer, ReadOnlyMemory<byte> message) => message.Span switch
    {
        [2, ..] => peer.SendAsync(BareWebSocket.Binary, message[1..]),
        [3, ..] => peer.SendAsync(BareWebSocket.Close, message[1..]),
        [4, ..] => peer.SendRawAsync(message[1..]),
        _ => peer.SendAsync(BareWebSocket.Text, Cut(message)),
    };

    private static ReadOnlyMemory<byte>[] Cut(ReadOnlyMemory<byte> message)
    {
        var cut = message.Span.IndexOf((byte)1);
        return cut < 0 ? [message] : [message[..cut], .. Cut(message[(cut + 1)..])];
    }

    /// <summary>Each message of the host is one element by itself; the first opens the stream, and nothing follows a <c>close</c>.</summary>
    private static void Read(IReadOnlyList<byte[]> messages)
    {
        for (int index = 0; index < messages.Count; index++)
        {
            StreamScanner scanner = new(StreamFraming.WebSocket, new ScannerLimits { MaxElementBytes = 4 << 20 });
            ScanResult result = scanner.ScanMessage(new ReadOnlySequence<byte>(messages[index]));
            Expect.That(result.Status is ScanStatus.Element or ScanStatus.StreamOpen or ScanStatus.StreamClose, $"what the host says can be read ({result.Failure.Rule})");
            Expect.That(index > 0 || result.Status == ScanStatus.StreamOpen, "the first thing it says is open");
            Expect.That(index == messages.Count - 1 || result.Status != ScanStatus.StreamClose, "and the last is close");
            if (result.Status == ScanStatus.Element)
            {
                StreamTargets.Judge(result);
            }
        }
    }
}
