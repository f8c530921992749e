using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>One chain of a group member: the symmetric ratchet and the key that signs its messages (signal-wire 11).</summary>
internal sealed class SenderKeyState : IDisposable
{
    /// <summary>How far a message may run ahead of the chain.</summary>
    public const uint ForwardLimit = 25_000;

    private readonly byte[] _chainKey;
    private readonly byte[] _signingPublicKey;
    private readonly byte[]? _signingPrivateKey;

    /// <param name="chainId">Random 31 bits that name the chain within a group.</param>
    /// <param name="iteration">Number of the next message.</param>
    /// <param name="chainKey">32 bytes, copied.</param>
    /// <param name="signingPublicKey">32 bytes, copied.</param>
    /// <param name="signingPrivateKey">32 bytes, copied; empty for a chain that is only received.</param>
    /// <param name="skipped">Seeds stored before; owned by the state.</param>
    public SenderKeyState(
        uint chainId, uint iteration, ReadOnlySpan<byte> chainKey, ReadOnlySpan<byte> signingPublicKey, ReadOnlySpan<byte> signingPrivateKey, SkippedSeeds? skipped = null)
    {
        ChainId = chainId;
        Iteration = iteration;
        _chainKey = chainKey.ToArray();
        _signingPublicKey = signingPublicKey.ToArray();
        _signingPrivateKey = signingPrivateKey.IsEmpty ? null : signingPrivateKey.ToArray();
        Skipped = skipped ?? new SkippedSeeds();
    }

    public uint ChainId { get; }

    public uint Iteration { get; private set; }

    public ReadOnlySpan<byte> ChainKey => _chainKey;

    public ReadOnlySpan<byte> SigningPublicKey => _signingPublicKey;

    /// <summary>Empty when this chain is another member's.</summary>
    public ReadOnlySpan<byte> SigningPrivateKey => _signingPrivateKey;

    public bool CanSend => _signingPrivateKey is not null;

    public SkippedSeeds Skipped { get; }

    public static SenderKeyState Generate()
    {
        Span<byte> chainKey = stackalloc byte[Signal.ChainKey.Size];
        RandomNumberGenerator.Fill(chainKey);
        using KeyPair signing = KeyPair.Generate();
        uint chainId = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
        SenderKeyState state = new(chainId, 0, chainKey, signing.PublicKey.Raw, signing.PrivateKey.Raw);
        CryptographicOperations.ZeroMemory(chainKey);
        return state;
    }

    /// <summary>The seed for the next message to send; the chain steps on.</summary>
    public void NextSeed(Span<byte> seed)
    {
        Signal.ChainKey.Step(_chainKey, seed);
        Iteration++;
    }

    /// <summary>The seed of a received message; the state changes, so call it on a record that is stored only on success.</summary>
    public DecryptFailure? TryTakeSeed(uint iteration, Span<byte> seed)
    {
        if (iteration < Iteration)
        {
            return TryTakeStored(iteration, seed);
        }

        if (iteration - Iteration > ForwardLimit || iteration == uint.MaxValue)
        {
            return DecryptFailure.InvalidMessage;
        }

        SkipTo(iteration);
        NextSeed(seed);
        return null;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_chainKey);
        CryptographicOperations.ZeroMemory(_signingPrivateKey);
        Skipped.Dispose();
    }

    private DecryptFailure? TryTakeStored(uint iteration, Span<byte> seed)
    {
        int position = Skipped.Find(iteration);
        if (position < 0)
        {
            return DecryptFailure.Duplicate;
        }

        Skipped.SeedAt(position).CopyTo(seed);
        Skipped.RemoveAt(position);
        return null;
    }

    private void SkipTo(uint iteration)
    {
        Span<byte> entry = stackalloc byte[SkippedSeeds.EntrySize];
        while (Iteration < iteration)
        {
            if (iteration - Iteration <= SkippedSeeds.Limit)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(entry, Iteration);
                Signal.ChainKey.WriteSeed(_chainKey, entry[sizeof(uint)..]);
                Skipped.Append(entry);
            }

            Step();
        }

        CryptographicOperations.ZeroMemory(entry);
    }

    private void Step()
    {
        Signal.ChainKey.Advance(_chainKey);
        Iteration++;
    }
}
