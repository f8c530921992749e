using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Tombolo.Server.Accounts;

/// <summary>
/// The host's own secret: 32 random bytes in <c>keys/host.key</c> of the data folder, from which a key per use is derived (HKDF-SHA-256). Without the file
/// a stolen database holds no login token, no one-time code and no partner's user ids.
/// </summary>
internal sealed class HostSecret
{
    private const int Size = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly byte[] _secret;

    public HostSecret(IOptions<TomboloServerOptions> options)
    {
        var folder = Path.Combine(options.Value.Storage.DataFolder, "keys");
        CreateFolder(folder);
        var file = Path.Combine(folder, "host.key");
        if (!File.Exists(file))
        {
            Write(file, RandomNumberGenerator.GetBytes(Size));
        }

        _secret = File.ReadAllBytes(file);
        if (_secret.Length != Size)
        {
            throw new InvalidDataException("keys/host.key in the data folder is damaged: it must hold 32 bytes.");
        }
    }

    /// <summary>A key of 32 bytes for one use; the name keeps uses apart.</summary>
    public byte[] DeriveKey(string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Size, info: Encoding.UTF8.GetBytes("tombolo host " + use));

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private static void Write(string file, byte[] secret)
    {
        var unfinished = file + ".new";
        var open = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(unfinished, open))
        {
            stream.Write(secret);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file);
        CryptographicOperations.ZeroMemory(secret);
    }
}
