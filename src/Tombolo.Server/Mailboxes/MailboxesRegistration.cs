using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tombolo.Server.Mailboxes.Sqlite;

namespace Tombolo.Server.Mailboxes;

internal static class MailboxesRegistration
{
    public static IServiceCollection AddMailboxes(this IServiceCollection services)
    {
        services.TryAddSingleton<IMailboxStore, SqliteMailboxStore>();
        services.AddHostedService<MailboxRetention>();
        return services;
    }
}
