using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// Authenticates the braid's key exchange: a root key and a MAC key, moved on with every epoch secret, so that whoever
/// did not know the handshake key cannot slip a key or ciphertext of his own into a later epoch.
/// </summary>
internal sealed class Authenticator : IDisposable
{
    internal const int StateSize = 64;

    private const int KeySize = 32;

    private readonly byte[] _state;

    internal Authenticator(ReadOnlySpan<byte> handshakeKey)
    {
        _state = new byte[StateSize];
        Update(1, handshakeKey);
    }

    private Authenticator(byte[] state) => _state = state;

    internal ReadOnlySpan<byte> State => _state;

    internal ReadOnlySpan<byte> RootKey => _state.AsSpan(0, KeySize);

    internal ReadOnlySpan<byte> MacKey => _state.AsSpan(KeySize);

    /// <param name="state">64 bytes as <see cref="State"/> gave them, owned from now on.</param>
    internal static Authenticator Restore(byte[] state) => new(state);

    internal Authenticator Clone() => Restore(_state.AsSpan().ToArray());

    internal void Update(ulong epoch, ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> label = "Signal_PQCKA_V1_MLKEM768:Authenticator Update"u8;
        Span<byte> info = stackalloc byte[label.Length + sizeof(ulong)];
        label.CopyTo(info);
        BinaryPrimitives.WriteUInt64BigEndian(info[label.Length..], epoch);
        Span<byte> input = stackalloc byte[2 * KeySize];
        RootKey.CopyTo(input);
        key.CopyTo(input[KeySize..]);
        Hmac.DeriveKey([], input, info, _state);
        CryptographicOperations.ZeroMemory(input);
    }

    internal void HeaderMac(ulong epoch, ReadOnlySpan<byte> header, Span<byte> mac) =>
        Mac("Signal_PQCKA_V1_MLKEM768:ekheader"u8, epoch, header, [], mac);

    internal void CiphertextMac(ulong epoch, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> mac) =>
        Mac("Signal_PQCKA_V1_MLKEM768:ciphertext"u8, epoch, first, second, mac);

    public void Dispose() => CryptographicOperations.ZeroMemory(_state);

    private void Mac(
        ReadOnlySpan<byte> label, ulong epoch, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> mac)
    {
        Span<byte> input = stackalloc byte[label.Length + sizeof(ulong) + first.Length + second.Length];
        label.CopyTo(input);
        BinaryPrimitives.WriteUInt64BigEndian(input[label.Length..], epoch);
        first.CopyTo(input[(label.Length + sizeof(ulong))..]);
        second.CopyTo(input[(label.Length + sizeof(ulong) + first.Length)..]);
        Hmac.Compute(MacKey, input, mac);
    }
}
