using System.Globalization;
using Microsoft.Extensions.Options;

namespace Tombolo.Partner.Keys;

/// <summary>The keys on disk: one PEM file each, named by the second from which the key signs.</summary>
internal sealed class SigningKeyFolder(IOptions<TomboloPartnerOptions> options)
{
    private const string Extension = ".pem";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _folder = options.Value.KeyFolder;

    public IReadOnlyList<SigningKey> Load()
    {
        CreateFolder();
        List<SigningKey> keys = [];
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + Extension))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                keys.Add(SigningKey.Import(File.ReadAllText(path), DateTimeOffset.FromUnixTimeSeconds(seconds)));
            }
        }

        return keys;
    }

    public void Save(SigningKey key)
    {
        var path = PathOf(key);
        var unfinished = path + ".new";
        var open = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(unfinished, open))
        {
            writer.Write(key.ExportPem());
        }

        // A key that a crash left half written would stop the service at its next start; a renamed file is whole.
        File.Move(unfinished, path, overwrite: false);
    }

    public void Delete(SigningKey key) => File.Delete(PathOf(key));

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private string PathOf(SigningKey key) =>
        Path.Combine(_folder, key.SignsFrom.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + Extension);
}
