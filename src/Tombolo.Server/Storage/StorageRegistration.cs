using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tombolo.Server.Observability;
using Tombolo.Server.Storage.Postgres;
using Tombolo.Server.Storage.Sqlite;

namespace Tombolo.Server.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.TryAddSingleton<IDatabase>(Open);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessCheck, StoreCheck>());
        return services;
    }

    private static IDatabase Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<TomboloServerOptions>>().Value.Storage;
        return options.Engine == DatabaseEngine.Postgres ? PostgresDatabase.Create(options) : SqliteDatabase.Create(options);
    }
}
