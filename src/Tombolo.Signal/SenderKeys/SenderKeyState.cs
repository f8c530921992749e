using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>One chain of a group member: the symmetric ratchet and the key that signs its messages (signal-wire 11).</summary>
internal sealed class SenderKeyState : IDisposable
{
    /// <summary>Size of <see cref="SigningKey"/> when there is one.</summary>
    public const int SigningKeySize = 64;

    private readonly byte[] _chainKey;
    private readonly byte[] _signingPublicKey;
    private readonly byte[]? _signingKey;

    /// <param name="chainId">Random 31 bits that name the chain within a group.</param>
    /// <param name="iteration">Number of the next message.</param>
    /// <param name="chainKey">32 bytes, copied.</param>
    /// <param name="signingPublicKey">32 bytes, copied.</param>
    /// <param name="signingKey">Private key and its Edwards public point, 64 bytes, copied; empty for a chain that is only received.</param>
    /// <param name="skipped">Seeds stored before; owned by the state.</param>
    public SenderKeyState(
        uint chainId, uint iteration, ReadOnlySpan<byte> chainKey, ReadOnlySpan<byte> signingPublicKey, ReadOnlySpan<byte> signingKey, SkippedSeeds? skipped = null)
    {
        ChainId = chainId;
        Iteration = iteration;
        _chainKey = chainKey.ToArray();
        _signingPublicKey = signingPublicKey.ToArray();
        _signingKey = signingKey.IsEmpty ? null : signingKey.ToArray();
        Skipped = skipped ?? new SkippedSeeds();
    }

    public uint ChainId { get; }

    public uint Iteration { get; private set; }

    public ReadOnlySpan<byte> ChainKey => _chainKey;

    public ReadOnlySpan<byte> SigningPublicKey => _signingPublicKey;

    /// <summary>Private key (32 bytes) and its Edwards public point (32); empty when this chain is another member's.</summary>
    public ReadOnlySpan<byte> SigningKey => _signingKey;

    public bool CanSend => _signingKey is not null;

    public SkippedSeeds Skipped { get; }

    public static SenderKeyState Generate()
    {
        Span<byte> chainKey = stackalloc byte[Signal.ChainKey.Size];
        RandomNumberGenerator.Fill(chainKey);
        using KeyPair signing = KeyPair.Generate();
        Span<byte> signingKey = stackalloc byte[SigningKeySize];
        signing.PrivateKey.Raw.CopyTo(signingKey);
        XEdDsa.GetEdwardsKey(SignalPrimitives.Current, signing.PrivateKey.Raw, signingKey[32..]);
        uint chainId = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
        SenderKeyState state = new(chainId, 0, chainKey, signing.PublicKey.Raw, signingKey);
        CryptographicOperations.ZeroMemory(chainKey);
        CryptographicOperations.ZeroMemory(signingKey);
        return state;
    }

    /// <summary>The seed for the next message to send; the chain steps on.</summary>
    public void NextSeed(Span<byte> seed)
    {
        Signal.ChainKey.Step(_chainKey, seed);
        Iteration++;
    }

    /// <summary>Signs with this chain's key; only where <see cref="CanSend"/>.</summary>
    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
    {
        Span<byte> random = stackalloc byte[64];
        RandomNumberGenerator.Fill(random);
        XEdDsa.Sign(SignalPrimitives.Current, SigningKey[..32], SigningKey[32..], message, random, signature);
        CryptographicOperations.ZeroMemory(random);
    }

    /// <summary>The seed of a received message; the state changes, so call it on a record that is stored only on success.</summary>
    public DecryptFailure? TryTakeSeed(uint iteration, Span<byte> seed)
    {
        if (iteration < Iteration)
        {
            return TryTakeStored(iteration, seed);
        }

        if (iteration - Iteration > ForwardLimit.Peer || iteration == uint.MaxValue)
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
        CryptographicOperations.ZeroMemory(_signingKey);
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
