using Tombolo.Cli.Serving;
using Tombolo.Cli.Supervision;

namespace Tombolo.Cli.Demo.Cluster;

/// <summary>One run of the demo with several nodes: PostgreSQL, the nodes and the partner as children, until told to stop. A node may end; the others go on.</summary>
internal static class ClusterRun
{
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(120);

    public static async Task<int> RunAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        if (Delivery.FindPartner() is not { } partnerFolder || Delivery.FindPartnerApp() is not { } partnerApp || Delivery.FindApp() is not { } app)
        {
            Complaint.Write("The demo needs the published chat app and the sample partner beside this program.", "Start it with ./run.sh, which builds them.");
            return ExitCode.Usage;
        }

        if (PostgresPrograms.Find() is not { } programs)
        {
            Complaint.Write("A cluster keeps its data in PostgreSQL, and that is not installed.", "On Debian and Ubuntu: apt-get install postgresql");
            return ExitCode.Usage;
        }

        if (TakenPorts.Complain(plan.Ports))
        {
            return ExitCode.Usage;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Directory.CreateDirectory(plan.Demo.Data);
        ClusterKeys.Share([.. plan.All.Select(node => node.Data)]);
        await using var postgres = new PostgresProcess(programs, plan);
        await using var nodes = new ChildPrograms();
        await using var partner = new PartnerProcess(plan.Demo, partnerFolder, partnerApp);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
        patience.CancelAfter(TimeToStart);
        try
        {
            if (await postgres.StartAsync(ended.Cancel, patience.Token) is { } problem)
            {
                Complaint.Write(problem);
                return ExitCode.Failure;
            }

            foreach (var node in plan.All)
            {
                await File.WriteAllTextAsync(node.SettingsFile, plan.Settings(node, postgres.ConnectionString, app).ToString(), patience.Token);
                nodes.Start($"Node {node.Number}", plan.LogOf($"node{node.Number}"), ClusterPlan.Start(node), static () => { });
                await Readiness.WaitAsync(new Uri(node.Url, "health/ready"), patience.Token);
                Console.WriteLine($"Node {node.Number}: {node.Url.GetLeftPart(UriPartial.Authority)}   XMPP over TLS: localhost:{node.XmppPort}   for the other nodes: 127.0.0.1:{node.NodePort}");
            }

            partner.Start(ended.Cancel);
            await Readiness.WaitAsync(new Uri(plan.Demo.PartnerUrl, ".well-known/openid-configuration"), patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Complaint.Write($"Not everything answered within {TimeToStart.TotalSeconds:0} seconds; see {Path.Combine(plan.Demo.Data, "logs")}.");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Success;
        }

        Console.WriteLine($"Wren, the sample partner: {plan.Demo.PartnerUrl.GetLeftPart(UriPartial.Authority)}   Data: {plan.Demo.Data}   Stop with Ctrl-C; the data stays.");
        Console.WriteLine($"For tombolo admin: --config {plan.All[0].SettingsFile}{(plan.Nodes > 1 ? ", and so on for each node" : "")}");
        Console.WriteLine($"Ready: {plan.Demo.HostUrl.GetLeftPart(UriPartial.Authority)}");
        await Task.Delay(Timeout.InfiniteTimeSpan, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine("Stopping; everything that was acknowledged is kept.");
        return postgres.EndedByItself || partner.EndedByItself ? ExitCode.Failure : ExitCode.Success;
    }
}
