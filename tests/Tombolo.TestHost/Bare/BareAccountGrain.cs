using System.Reflection;
using Orleans.Runtime;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;

namespace Tombolo.TestHost.Bare;

/// <summary>One account of <see cref="BareGrains"/>.</summary>
internal class BareAccountGrain : BareGrain
{
    private AccountFacts? _facts;
    private BarePatience? _patience;

    public static IAccountGrain Create(AccountAddress account, IAccountFacts facts, BarePatience patience)
    {
        var grain = Create<IAccountGrain, BareAccountGrain>();
        ((BareAccountGrain)(object)grain)._facts = facts.LoadAsync(account, CancellationToken.None).Result;
        ((BareAccountGrain)(object)grain)._patience = patience;
        return grain;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        return method.Name switch
        {
            nameof(IAccountGrain.DeliverAsync) => DeliverAsync(((InboundMessage[])args![0]!).Length),
            nameof(IAccountGrain.WritingToAsync) => Task.FromResult(Decision.Deliver),
            _ when method.ReturnType == typeof(Task<AttachReply>) => AttachAsync(args!.OfType<CancellationToken>().Single()),
            _ when method.ReturnType == typeof(Task<AccountFacts?>) => Task.FromResult(_facts),
            _ => Nothing(method.ReturnType),
        };
    }

    private async Task<AttachReply> AttachAsync(CancellationToken cancellationToken)
    {
        await _patience!.Attaching(cancellationToken);
        return _facts is null ? AttachReply.Unknown : new AttachReply(new Attachment(1, _facts, 0, SiloAddress.Zero), default);
    }

    private async Task<DeliveryResult[]> DeliverAsync(int messages)
    {
        await _patience!.Delivering();
        return new DeliveryResult[messages];
    }
}
