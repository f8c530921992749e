using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tombolo.Server.Storage.Sqlite;

namespace Tombolo.Server.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.TryAddSingleton<IDatabase>(Open);
        return services;
    }

    private static SqliteDatabase Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<TomboloServerOptions>>().Value.Storage;
        Directory.CreateDirectory(options.DataFolder);
        var file = Path.Combine(options.DataFolder, "host.db");
        SqliteMigrations.Run(file);
        return new SqliteDatabase(file, options);
    }
}
