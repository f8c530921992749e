using Tombolo.Host.Settings;
using Tombolo.Server.Storage;

namespace Tombolo.Host;

/// <summary>Where a host's store is, for the host itself and for what an operator does beside it.</summary>
public static class StoreSettings
{
    /// <summary>Puts the settings into the store's options.</summary>
    public static void Apply(HostSettings settings, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        options.DataFolder = Path.GetFullPath(settings.Data);
        options.Engine = settings.Database;
        options.ConnectionString = settings.DatabaseConnection;
    }
}
