using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Signal;

/// <summary>
/// What a group member sends to every other member, inside a pairwise session, so that they can read its messages from now
/// on (signal-wire 11.2). It holds secrets: it never goes over the wire unencrypted.
/// </summary>
public sealed class SenderKeyDistributionMessage
{
    internal const byte VersionByte = 0x33;

    private const int MinimumSize = 65;

    private readonly byte[] _serialized;

    private SenderKeyDistributionMessage(byte[] serialized, Guid distributionId, uint chainId, uint iteration, byte[] chainKey, PublicKey signingKey)
    {
        _serialized = serialized;
        DistributionId = distributionId;
        ChainId = chainId;
        Iteration = iteration;
        ChainKey = chainKey;
        SigningKey = signingKey;
    }

    /// <summary>The group's id for this kind of distribution.</summary>
    public Guid DistributionId { get; }

    /// <summary>The chain within the distribution, random.</summary>
    public uint ChainId { get; }

    /// <summary>Number of the first message that can be read with it.</summary>
    public uint Iteration { get; }

    internal byte[] ChainKey { get; }

    internal PublicKey SigningKey { get; }

    /// <summary>Reads a message; false, with the reason, when it is not one.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> serialized, [NotNullWhen(true)] out SenderKeyDistributionMessage? message, out DecryptFailure failure)
    {
        message = null;
        failure = serialized.IsEmpty ? DecryptFailure.Malformed : SenderKeyMessage.CheckVersion(serialized[0]) ?? DecryptFailure.Malformed;
        if (serialized.Length >= MinimumSize && SenderKeyMessage.CheckVersion(serialized[0]) is null)
        {
            message = Parse(serialized);
        }

        return message is not null;
    }

    /// <summary>The bytes to send inside a pairwise session, in a new array.</summary>
    public byte[] Serialize() => [.. _serialized];

    internal static SenderKeyDistributionMessage Create(Guid distributionId, SenderKeyState state)
    {
        byte[] serialized = new byte[1
            + ProtobufWriter.BytesSize(16)
            + ProtobufWriter.UInt64Size(state.ChainId)
            + ProtobufWriter.UInt64Size(state.Iteration)
            + ProtobufWriter.BytesSize(32)
            + ProtobufWriter.BytesSize(PublicKey.SerializedSize)];
        serialized[0] = VersionByte;
        ProtobufWriter writer = new(serialized.AsSpan(1));
        _ = distributionId.TryWriteBytes(writer.Reserve(1, 16), bigEndian: true, out _);
        writer.UInt64(2, state.ChainId);
        writer.UInt64(3, state.Iteration);
        writer.Bytes(4, state.ChainKey);
        writer.PublicKey(5, state.SigningPublicKey);
        return new SenderKeyDistributionMessage(
            serialized, distributionId, state.ChainId, state.Iteration, state.ChainKey.ToArray(), new PublicKey(state.SigningPublicKey));
    }

    private static SenderKeyDistributionMessage? Parse(ReadOnlySpan<byte> serialized)
    {
        ReadOnlySpan<byte> distributionId = [], chainKey = [], signingKey = [];
        uint? chainId = null, iteration = null;
        ProtobufReader reader = new(serialized[1..]);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: distributionId = reader.Bytes(); break;
                case 2: chainId = reader.UInt32(); break;
                case 3: iteration = reader.UInt32(); break;
                case 4: chainKey = reader.Bytes(); break;
                case 5: signingKey = reader.Bytes(); break;
                default: reader.Skip(); break;
            }
        }

        bool complete = !reader.Failed && distributionId.Length == 16 && chainId is not null && iteration is not null
            && chainKey.Length == 32 && signingKey.Length == PublicKey.SerializedSize;
        return complete && PublicKey.TryDeserialize(signingKey, out PublicKey? key)
            ? new SenderKeyDistributionMessage(
                serialized.ToArray(), new Guid(distributionId, bigEndian: true), chainId!.Value, iteration!.Value, chainKey.ToArray(), key)
            : null;
    }
}
