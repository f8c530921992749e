using Tombolo.Cli.Serving;

namespace Tombolo.Cli.Demo;

/// <summary>One run of the demo: the host in this process, the partner as a child, both until one is told to stop or ends.</summary>
internal static class DemoRun
{
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(DemoPlan plan, CancellationToken cancellationToken)
    {
        if (Delivery.FindPartner() is not { } partnerFolder || Delivery.FindPartnerApp() is not { } partnerApp || Delivery.FindApp() is not { } app)
        {
            Complaint.Write("The demo needs the published chat app and the sample partner beside this program.", "Start it with ./run.sh, which builds them.");
            return ExitCode.Usage;
        }

        if (TakenPorts.Complain([new(plan.Port, "the host"), new(plan.PartnerPort, "the sample partner"), new(plan.Port + 2, "XMPP over TLS")]))
        {
            return ExitCode.Usage;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var partner = new PartnerProcess(plan, partnerFolder, partnerApp);
        var code = await HostProcess.RunAsync(plan.Settings(app), async stopping =>
        {
            partner.Start(ended.Cancel);
            return await ReadyAsync(plan, partner, stopping);
        }, ended.Token);
        return partner.EndedByItself ? ExitCode.Failure : code;
    }

    private static async Task<int> ReadyAsync(DemoPlan plan, PartnerProcess partner, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeToStart);
        try
        {
            await Readiness.WaitAsync(new Uri(plan.HostUrl, "health/ready"), patience.Token);
            await Readiness.WaitAsync(new Uri(plan.PartnerUrl, ".well-known/openid-configuration"), patience.Token);
        }
        catch (OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                Complaint.Write($"Not everything answered within {TimeToStart.TotalSeconds:0} seconds; see {Path.Combine(plan.Data, "logs")}.");
            }

            return cancellationToken.IsCancellationRequested && !partner.EndedByItself ? ExitCode.Success : ExitCode.Failure;
        }

        Console.WriteLine($"Wren, the sample partner: {plan.PartnerUrl.GetLeftPart(UriPartial.Authority)}   XMPP over TLS: localhost:{plan.Port + 2}");
        Console.WriteLine($"Data: {plan.Data}   Stop with Ctrl-C; the data stays.");
        return ExitCode.Success;
    }
}
