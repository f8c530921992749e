using System.Text;

namespace Tombolo.Server.Tests.StandardClients.Portable;

/// <summary>Begins as told and goes on with one letter for as long as anybody reads, within a bound that no reader should reach.</summary>
internal sealed class EndlessStream(string beginning) : Stream
{
    private const long Bound = 1L << 30;

    private readonly byte[] _beginning = Encoding.ASCII.GetBytes(beginning);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        for (var index = 0; index < count; index++, _read++)
        {
            buffer[offset + index] = _read < _beginning.Length ? _beginning[_read] : (byte)'a';
        }

        return _read < Bound ? count : throw new InvalidOperationException("A gigabyte was read of one element.");
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
