namespace Tombolo.Signal;

/// <summary>A received group message (signal-wire 11.1): version byte, protobuf, 64 bytes of signature. A view of the received bytes.</summary>
internal readonly ref struct SenderKeyMessage
{
    private const byte Version = 3;

    private SenderKeyMessage(ReadOnlySpan<byte> serialized) => Serialized = serialized;

    public Guid DistributionId { get; private init; }

    public uint ChainId { get; private init; }

    public uint Iteration { get; private init; }

    public ReadOnlySpan<byte> Ciphertext { get; private init; }

    private ReadOnlySpan<byte> Serialized { get; }

    public static DecryptFailure? TryParse(ReadOnlySpan<byte> serialized, out SenderKeyMessage message)
    {
        message = default;
        if (serialized.IsEmpty)
        {
            return DecryptFailure.Malformed;
        }

        return CheckVersion(serialized[0])
            ?? (serialized.Length > XEdDsa.SignatureSize && TryParseFields(serialized, out message) ? null : DecryptFailure.Malformed);
    }

    /// <summary>Sender keys know version 3 only.</summary>
    public static DecryptFailure? CheckVersion(byte versionByte) => (versionByte >> 4) switch
    {
        < Version => DecryptFailure.LegacyVersion,
        > Version => DecryptFailure.FutureVersion,
        _ => null,
    };

    /// <summary>Encrypts and signs one message; the state steps on.</summary>
    public static byte[] Create(Guid distributionId, SenderKeyState state, ReadOnlySpan<byte> plaintext)
    {
        int ciphertextSize = AesCbc.CiphertextSize(plaintext.Length);
        byte[] serialized = new byte[1
            + ProtobufWriter.BytesSize(16)
            + ProtobufWriter.UInt64Size(state.ChainId)
            + ProtobufWriter.UInt64Size(state.Iteration)
            + ProtobufWriter.BytesSize(ciphertextSize)
            + XEdDsa.SignatureSize];
        serialized[0] = SenderKeyDistributionMessage.VersionByte;
        ProtobufWriter writer = new(serialized.AsSpan(1));
        _ = distributionId.TryWriteBytes(writer.Reserve(1, 16), bigEndian: true, out _);
        writer.UInt64(2, state.ChainId);
        writer.UInt64(3, state.Iteration);
        SenderMessageKeys.Encrypt(state, plaintext, writer.Reserve(4, ciphertextSize));

        int signedSize = serialized.Length - XEdDsa.SignatureSize;
        state.Sign(serialized.AsSpan(0, signedSize), serialized.AsSpan(signedSize));
        return serialized;
    }

    public bool HasSignatureOf(ReadOnlySpan<byte> signingKey) => XEdDsa.Verify(
        SignalPrimitives.Current, signingKey, Serialized[..^XEdDsa.SignatureSize], Serialized[^XEdDsa.SignatureSize..]);

    private static bool TryParseFields(ReadOnlySpan<byte> serialized, out SenderKeyMessage message)
    {
        ReadOnlySpan<byte> distributionId = [], ciphertext = [];
        uint? chainId = null, iteration = null;
        ProtobufReader reader = new(serialized[1..^XEdDsa.SignatureSize]);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: distributionId = reader.Bytes(); break;
                case 2: chainId = reader.UInt32(); break;
                case 3: iteration = reader.UInt32(); break;
                case 4: ciphertext = reader.Bytes(); break;
                default: reader.Skip(); break;
            }
        }

        bool complete = !reader.Failed && distributionId.Length == 16 && chainId is not null && iteration is not null && !ciphertext.IsEmpty;
        message = !complete ? default : new SenderKeyMessage(serialized)
        {
            DistributionId = new Guid(distributionId, bigEndian: true),
            ChainId = chainId!.Value,
            Iteration = iteration!.Value,
            Ciphertext = ciphertext,
        };
        return complete;
    }
}
