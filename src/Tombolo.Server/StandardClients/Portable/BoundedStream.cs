namespace Tombolo.Server.StandardClients.Portable;

/// <summary>Lets an XML reader have only so much between two marks: whatever one element holds, it cannot fill the memory.</summary>
internal sealed class BoundedStream(Stream inner, int maxBytes) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>An element is done with; the next may be as large.</summary>
    public void Mark() => _read = 0;

    /// <exception cref="InvalidDataException">Too much since the last mark.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var taken = inner.Read(buffer, offset, count);
        _read += taken;
        return _read <= maxBytes ? taken : throw new InvalidDataException($"an element is larger than {maxBytes >> 20} MB");
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
