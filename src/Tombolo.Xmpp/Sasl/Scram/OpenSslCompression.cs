using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Tombolo.Xmpp.Sasl.Scram;

/// <summary>
/// The compression functions (FIPS 180-4 section 6) of the OpenSSL that .NET itself uses on Linux, without an object around them. They have the processor's SHA
/// instructions, which .NET does not offer; deprecated since OpenSSL 3.0, so whoever calls them looks first whether they are there.
/// </summary>
[SupportedOSPlatform("linux")]
internal static partial class OpenSslCompression
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockSize = 64;

    /// <summary>Words of a whole context and more; a context begins with the state.</summary>
    public const int ContextSize = 32;

    private const string Library = "libcrypto.so.3";
    private const string Sha1Function = "SHA1_Transform";
    private const string Sha256Function = "SHA256_Transform";

    public static bool IsExported { get; } =
        NativeLibrary.TryLoad(Library, out var library) && NativeLibrary.TryGetExport(library, Sha1Function, out _) && NativeLibrary.TryGetExport(library, Sha256Function, out _);

    /// <summary>Takes a block into the state.</summary>
    public static void Compress(ScramHash hash, Span<uint> context, ReadOnlySpan<byte> block)
    {
        if (hash == ScramHash.Sha1)
        {
            Sha1(context, block);
        }
        else
        {
            Sha256(context, block);
        }
    }

    [LibraryImport(Library, EntryPoint = Sha1Function)]
    [SuppressGCTransition]
    private static partial void Sha1(Span<uint> context, ReadOnlySpan<byte> block);

    [LibraryImport(Library, EntryPoint = Sha256Function)]
    [SuppressGCTransition]
    private static partial void Sha256(Span<uint> context, ReadOnlySpan<byte> block);
}
