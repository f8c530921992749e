using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tombolo.Server.Mailboxes;

internal static class MailboxesRegistration
{
    public static IServiceCollection AddMailboxes(this IServiceCollection services)
    {
        services.TryAddSingleton<IMailboxStore, MailboxStore>();
        services.AddHostedService<MailboxRetention>().AddHostedService<MailboxDepth>();
        return services;
    }
}
