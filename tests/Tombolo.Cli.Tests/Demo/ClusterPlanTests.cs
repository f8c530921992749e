using System.Collections;
using Tombolo.Cli.Demo;
using Tombolo.Cli.Demo.Cluster;
using Tombolo.Host.Settings;

namespace Tombolo.Cli.Tests.Demo;

public sealed class ClusterPlanTests
{
    [Fact]
    public void Settings_OfANode_AreReadAsTheyWereMeant()
    {
        using var folder = new TemporaryFolder();
        var plan = new ClusterPlan(new DemoPlan(8080, folder.Path), 3);
        var node = plan.All[1];
        folder.Write("index.html", "");
        File.WriteAllText(node.SettingsFile, plan.Settings(node, "Host=/sockets;Database=postgres", folder.Path).ToString());

        var (settings, errors) = SettingsReader.Read(node.SettingsFile, new Hashtable(), new Dictionary<string, string>());

        Assert.Empty(errors);
        Assert.Equal((8090, 8092, 8093, "localhost:8092"), (settings.Port, settings.XmppPort, settings.NodePort, settings.ReconnectTo));
        Assert.Equal((node.Data, "Host=/sockets;Database=postgres"), (settings.Data, settings.DatabaseConnection));
        Assert.Equal(plan.Demo.Settings(app: null).Partners, settings.Partners);
    }
}
