using System.Buffers.Binary;
using System.Text;
using Tombolo.Client.Storage;

namespace Tombolo.App.Storage;

/// <summary>
/// Packs many writes into one array, so that a commit crosses into the script once and without JSON. For each write: table, key, one byte
/// (1 = a value follows, 0 = delete), value; every length is BE32. The mirror is in <c>store.js</c>.
/// </summary>
internal static class WritePacking
{
    public static byte[] Pack(IReadOnlyList<StoreWrite> writes)
    {
        using var packed = new MemoryStream();
        foreach (var write in writes)
        {
            Append(packed, Encoding.UTF8.GetBytes(write.Table));
            Append(packed, Encoding.UTF8.GetBytes(write.Key));
            packed.WriteByte(write.Value is null ? (byte)0 : (byte)1);
            if (write.Value is not null)
                Append(packed, write.Value);
        }

        return packed.ToArray();
    }

    public static IReadOnlyList<KeyValuePair<string, byte[]>> UnpackList(ReadOnlySpan<byte> packed)
    {
        var entries = new List<KeyValuePair<string, byte[]>>();
        while (!packed.IsEmpty)
        {
            var key = Encoding.UTF8.GetString(Take(ref packed));
            entries.Add(new(key, Take(ref packed).ToArray()));
        }

        return entries;
    }

    private static void Append(MemoryStream packed, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)bytes.Length);
        packed.Write(length);
        packed.Write(bytes);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> packed)
    {
        var length = checked((int)BinaryPrimitives.ReadUInt32BigEndian(packed));
        var taken = packed.Slice(sizeof(uint), length);
        packed = packed[(sizeof(uint) + length)..];
        return taken;
    }
}
