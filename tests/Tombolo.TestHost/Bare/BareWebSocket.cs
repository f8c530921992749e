using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Tombolo.Server.Abuse;
using Tombolo.Server.Transport;

namespace Tombolo.TestHost.Bare;

/// <summary>One WebSocket of a <see cref="BareHost"/> from the peer's side, frame by frame (RFC 6455): .NET's own WebSocket on the host's side, pipes for a network.</summary>
internal sealed class BareWebSocket : IAsyncDisposable
{
    public const byte Text = 1;
    public const byte Binary = 2;
    public const byte Close = 8;
    private const byte Continuation = 0;
    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    private readonly Pipe _up = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Pipe _down = new(new PipeOptions(useSynchronizationContext: false));
    private readonly ConnectionAdmission _admission;

    public BareWebSocket(ClientConnections connections, ConnectionGate gate)
    {
        _admission = gate.TryEnter(IPAddress.Loopback)!;
        Ended = RunAsync(connections);
    }

    /// <summary>Completes when the host has done with the connection.</summary>
    public Task Ended { get; }

    /// <summary>Sends a message in as many frames as there are pieces.</summary>
    public async Task SendAsync(byte kind, params ReadOnlyMemory<byte>[] pieces)
    {
        for (var index = 0; index < pieces.Length; index++)
        {
            await SendFrameAsync((byte)((index == 0 ? kind : Continuation) | (index == pieces.Length - 1 ? Final : 0)), pieces[index]);
        }
    }

    /// <summary>Sends bytes that need not be a frame.</summary>
    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await _up.Writer.WriteAsync(bytes);

    /// <summary>The peer sends nothing more.</summary>
    public void HangUp() => _up.Writer.Complete();

    /// <summary>Reads to the end, and returns the text messages of the host.</summary>
    public async Task<IReadOnlyList<byte[]>> HearAllAsync()
    {
        var heard = new ArrayBufferWriter<byte>();
        for (var read = await _down.Reader.ReadAsync(); ; read = await _down.Reader.ReadAsync())
        {
            foreach (var segment in read.Buffer)
            {
                heard.Write(segment.Span);
            }

            _down.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return ReadMessages(heard.WrittenSpan);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        HangUp();
        await Ended;
        _admission.Dispose();
    }

    /// <summary>The host sends each message in one frame, without a mask.</summary>
    private static List<byte[]> ReadMessages(ReadOnlySpan<byte> frames)
    {
        var messages = new List<byte[]>();
        while (frames.Length >= 2)
        {
            var (start, length) = frames[1] switch
            {
                126 => (4, BinaryPrimitives.ReadUInt16BigEndian(frames[2..])),
                127 => (10, (int)BinaryPrimitives.ReadUInt64BigEndian(frames[2..])),
                _ => (2, frames[1]),
            };
            if (frames[0] == (Text | Final))
            {
                messages.Add(frames.Slice(start, length).ToArray());
            }

            frames = frames[(start + length)..];
        }

        return messages;
    }

    private async Task RunAsync(ClientConnections connections)
    {
        var stream = new PipeStream(_up.Reader, _down.Writer);
        using (var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, SubProtocol = "xmpp" }))
        {
            await connections.RunAsync(new WebSocketTransport(socket, _admission), CancellationToken.None);
        }

        await _down.Writer.CompleteAsync();
    }

    // A mask of zeros is a mask, and leaves what is sent readable.
    private async Task SendFrameAsync(byte head, ReadOnlyMemory<byte> content)
    {
        var frame = new byte[content.Length + 14];
        frame[0] = head;
        frame[1] = Masked | 127;
        BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)content.Length);
        content.CopyTo(frame.AsMemory(14));
        await _up.Writer.WriteAsync(frame);
    }
}
