using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>The safety number as a code to scan: protobuf { 1 version, 2 { 1 local }, 3 { 1 remote } }, 32 bytes each (signal-wire 12).</summary>
public sealed class ScannableFingerprint
{
    private readonly uint _version;
    private readonly byte[] _local, _remote;

    internal ScannableFingerprint(uint version, byte[] local, byte[] remote) => (_version, _local, _remote) = (version, local, remote);

    /// <summary>The bytes to put into the symbol.</summary>
    public byte[] Serialize()
    {
        int localSize = ProtobufWriter.BytesSize(_local.Length), remoteSize = ProtobufWriter.BytesSize(_remote.Length);
        byte[] serialized = new byte[
            ProtobufWriter.UInt64Size(_version) + ProtobufWriter.BytesSize(localSize) + ProtobufWriter.BytesSize(remoteSize)];
        ProtobufWriter writer = new(serialized);
        writer.UInt64(1, _version);
        new ProtobufWriter(writer.Reserve(2, localSize)).Bytes(1, _local);
        new ProtobufWriter(writer.Reserve(3, remoteSize)).Bytes(1, _remote);
        return serialized;
    }

    /// <summary>Compares with what was scanned from the other party: its local is to be our remote and the other way round.</summary>
    public FingerprintMatch Compare(ReadOnlySpan<byte> scanned)
    {
        if (!TryParse(scanned, out uint version, out ReadOnlySpan<byte> local, out ReadOnlySpan<byte> remote))
        {
            return FingerprintMatch.Malformed;
        }

        if (version != _version)
        {
            return FingerprintMatch.VersionMismatch;
        }

        bool same = CryptographicOperations.FixedTimeEquals(local, _remote) & CryptographicOperations.FixedTimeEquals(remote, _local);
        return same ? FingerprintMatch.Same : FingerprintMatch.Different;
    }

    private static bool TryParse(ReadOnlySpan<byte> serialized, out uint version, out ReadOnlySpan<byte> local, out ReadOnlySpan<byte> remote)
    {
        version = 0;
        local = remote = [];
        bool hasVersion = false;
        ProtobufReader reader = new(serialized);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: (version, hasVersion) = (reader.UInt32(), true); break;
                case 2: local = Content(reader.Bytes()); break;
                case 3: remote = Content(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        return !reader.Failed && hasVersion && !local.IsEmpty && !remote.IsEmpty;
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> serialized)
    {
        ReadOnlySpan<byte> content = [];
        ProtobufReader reader = new(serialized);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                content = reader.Bytes();
            }
            else
            {
                reader.Skip();
            }
        }

        return reader.Failed ? [] : content;
    }
}
