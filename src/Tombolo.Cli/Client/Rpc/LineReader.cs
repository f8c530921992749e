using System.Buffers;
using System.IO.Pipelines;

namespace Tombolo.Cli.Client.Rpc;

/// <summary>Lines of bytes from a stream, none longer than is reasonable.</summary>
internal sealed class LineReader(Stream stream)
{
    private const int MaxLineBytes = 1024 * 1024;

    private static readonly byte[] NoJson = [0];

    private readonly PipeReader _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    /// <summary>The next line without its end; null at the end of the stream. What was too long comes as a line that is no JSON.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        var tooLong = false;
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = tooLong || read.Buffer.Slice(0, end).Length > MaxLineBytes ? NoJson : read.Buffer.Slice(0, end).ToArray();
                _pipe.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.IsCompleted)
            {
                var rest = tooLong ? NoJson : read.Buffer.ToArray();
                _pipe.AdvanceTo(read.Buffer.End);
                return rest.Length > 0 ? rest : null;
            }

            // What is beyond the limit is passed over without being kept.
            tooLong |= read.Buffer.Length > MaxLineBytes;
            _pipe.AdvanceTo(tooLong ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
        }
    }
}
