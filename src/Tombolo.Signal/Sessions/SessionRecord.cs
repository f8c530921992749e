using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// All sessions with one remote device: at most one current session, which encrypts, and up to 40 previous ones, which
/// still decrypt (Sesame section 3.3). A record is worked on by one caller at a time; disposing it clears its keys.
/// </summary>
/// <remarks>
/// Stored form: a format byte (1), a byte that is 1 when there is a current session, the number of previous sessions
/// (2 bytes), then for each session, current first, its length (4 bytes, little-endian) and bytes.
/// </remarks>
public sealed class SessionRecord : IDisposable
{
    /// <summary>Previous sessions kept (signal-wire 16); the oldest gives way.</summary>
    public const int PreviousSessionLimit = 40;

    private const byte Newest = 1;
    private const int HeaderSize = 4;

    private readonly List<ReadOnlyMemory<byte>> _previous;

    /// <summary>A record without sessions.</summary>
    public SessionRecord() => _previous = [];

    private SessionRecord(SessionState? current, List<ReadOnlyMemory<byte>> previous) =>
        (Current, _previous) = (current, previous);

    /// <summary>Whether there is a session to encrypt in.</summary>
    public bool HasCurrentSession => Current is not null;

    /// <summary>Number of previous sessions, 0 to 40.</summary>
    public int PreviousSessionCount => _previous.Count;

    /// <summary>Version of the current session, 3 or 4; null without one.</summary>
    public int? CurrentVersion => Current?.Version;

    /// <summary>The peer's registration id in the current session; null without one.</summary>
    public uint? RemoteRegistrationId => Current?.RemoteRegistrationId;

    /// <summary>Whether the current session still waits for the peer's first answer; false without one.</summary>
    public bool IsUnacknowledged => Current?.Pending is not null;

    internal SessionState? Current { get; private set; }

    internal IReadOnlyList<ReadOnlyMemory<byte>> Previous => _previous;

    /// <summary>
    /// Reads what <see cref="Serialize"/> wrote, in this or an earlier release. The record keeps views of
    /// <paramref name="serialized"/>, which must not change while the record is used.
    /// </summary>
    /// <exception cref="SignalRecordException">The bytes are not a session record, or a later release wrote them.</exception>
    public static SessionRecord Deserialize(ReadOnlyMemory<byte> serialized)
    {
        RecordReader reader = new(serialized.Span, Newest, nameof(SessionRecord));
        byte hasCurrent = reader.Byte();
        int previousCount = reader.UInt16();
        reader.Require(hasCurrent <= 1 && previousCount <= PreviousSessionLimit);
        SessionState? current = hasCurrent == 1 ? SessionStateFormat.Read(NextState(ref reader, serialized)) : null;
        List<ReadOnlyMemory<byte>> previous = new(previousCount);
        for (int i = 0; i < previousCount; i++)
        {
            previous.Add(NextState(ref reader, serialized));
        }

        reader.End();
        return new SessionRecord(current, previous);
    }

    /// <summary>The stored form, secrets included, in a new array.</summary>
    public byte[] Serialize()
    {
        int currentSize = Current is null ? 0 : SessionStateFormat.MaxSize(Current);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(HeaderSize + sizeof(uint) + currentSize);
        int used = HeaderSize;
        if (Current is not null)
        {
            int length = SessionStateFormat.Write(Current, buffer.AsSpan(HeaderSize + sizeof(uint), currentSize));
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(HeaderSize), length);
            used += sizeof(uint) + length;
        }

        RecordWriter header = new(buffer, Newest);
        header.Byte(Current is null ? (byte)0 : (byte)1);
        header.UInt16((ushort)_previous.Count);
        byte[] serialized = Append(buffer.AsSpan(0, used));
        CryptographicOperations.ZeroMemory(buffer.AsSpan(0, used));
        ArrayPool<byte>.Shared.Return(buffer);
        return serialized;
    }

    /// <summary>
    /// Ends the current session: it can still decrypt, the next message needs a new bundle. Does nothing without one.
    /// </summary>
    public void ArchiveCurrentSession()
    {
        if (Current is null)
        {
            return;
        }

        Current.Pending = null;
        byte[] state = new byte[SessionStateFormat.MaxSize(Current)];
        int length = SessionStateFormat.Write(Current, state);
        if (_previous.Count == PreviousSessionLimit)
        {
            _previous.RemoveAt(PreviousSessionLimit - 1);
        }

        _previous.Insert(0, state.AsMemory(0, length));
        Current.Dispose();
        Current = null;
    }

    /// <summary>
    /// Whether the current session's own ratchet key is <paramref name="ratchetKey"/>: a peer's complaint about a message is
    /// about this session, not about one that has been replaced since.
    /// </summary>
    public bool CurrentRatchetKeyMatches(PublicKey ratchetKey)
    {
        ArgumentNullException.ThrowIfNull(ratchetKey);
        return Current is not null && CryptographicOperations.FixedTimeEquals(Current.RatchetPublicKey, ratchetKey.Raw);
    }

    /// <summary>Clears the keys of the current session in memory.</summary>
    public void Dispose() => Current?.Dispose();

    /// <summary>Makes a session the current one; the former current one is archived.</summary>
    internal void Promote(SessionState state)
    {
        ArchiveCurrentSession();
        Current = state;
    }

    /// <summary>Takes a previous session out of the list and makes it the current one.</summary>
    internal void PromotePrevious(int position, SessionState state)
    {
        _previous.RemoveAt(position);
        Promote(state);
    }

    /// <summary>
    /// Looks for a session that a pre-key message with this base key started, and makes it the current one (signal-wire 9.3,
    /// step 2).
    /// </summary>
    internal bool TryPromoteByBaseKey(byte version, ReadOnlySpan<byte> baseKey)
    {
        if (Current is not null && Current.Version == version && CryptographicOperations.FixedTimeEquals(Current.BaseKey, baseKey))
        {
            return true;
        }

        for (int i = 0; i < _previous.Count; i++)
        {
            if (SessionStateFormat.TryPeek(_previous[i].Span, out byte storedVersion, out ReadOnlySpan<byte> storedBaseKey)
                && storedVersion == version
                && CryptographicOperations.FixedTimeEquals(storedBaseKey, baseKey)
                && TryReadPrevious(i) is { } state)
            {
                PromotePrevious(i, state);
                return true;
            }
        }

        return false;
    }

    /// <summary>A previous session, or null when its bytes cannot be read: that one is lost, the record is not.</summary>
    internal SessionState? TryReadPrevious(int position)
    {
        try
        {
            return SessionStateFormat.Read(_previous[position]);
        }
        catch (SignalRecordException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> NextState(ref RecordReader reader, ReadOnlyMemory<byte> serialized)
    {
        uint length = reader.UInt32();
        reader.Require(length <= int.MaxValue);
        int start = reader.Position;
        reader.Bytes((int)length);
        return serialized.Slice(start, (int)length);
    }

    private byte[] Append(ReadOnlySpan<byte> headerAndCurrent)
    {
        int size = headerAndCurrent.Length;
        foreach (ReadOnlyMemory<byte> state in _previous)
        {
            size += sizeof(uint) + state.Length;
        }

        byte[] serialized = new byte[size];
        headerAndCurrent.CopyTo(serialized);
        Span<byte> rest = serialized.AsSpan(headerAndCurrent.Length);
        foreach (ReadOnlyMemory<byte> state in _previous)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, state.Length);
            state.Span.CopyTo(rest[sizeof(uint)..]);
            rest = rest[(sizeof(uint) + state.Length)..];
        }

        return serialized;
    }
}
