using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Observability;
using Tombolo.Server.Tests.Streams;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Tests.Transport;

public sealed class OutputTurnTests(StreamHost host) : IClassFixture<StreamHost>
{
    [Fact]
    public void Turn_WithSeveralElementsForOneConnection_SendsThemWithOneWriteAtItsEnd()
    {
        var (transport, output) = Open();
        using (OutputTurn.Begin())
        {
            output.Append("<a/>"u8);
            output.Append("<message/>"u8);
            Assert.Empty(transport.Writes);
        }

        Assert.Equal(["<a/><message/>"], transport.Writes);
    }

    [Fact]
    public void Turn_InsideAnother_SendsWithTheOuterOne()
    {
        var (transport, output) = Open();
        using (OutputTurn.Begin())
        {
            using (OutputTurn.Begin())
            {
                output.Append("<a/>"u8);
            }

            Assert.Empty(transport.Writes);
            output.Append("<b/>"u8);
        }

        Assert.Equal(["<a/><b/>"], transport.Writes);
    }

    [Fact]
    public async Task Turn_WithManyConnections_SendsToEach()
    {
        var opened = Enumerable.Range(0, 100).Select(_ => Open()).ToArray();
        using (OutputTurn.Begin())
        {
            foreach (var (_, output) in opened)
            {
                output.Append("<a/>"u8);
            }
        }

        foreach (var (transport, output) in opened)
        {
            await output.DrainAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.Equal(["<a/>"], transport.Writes);
        }
    }

    [Fact]
    public async Task Turn_OfThePast_LeavesWhatIsWrittenLaterToItself()
    {
        var (transport, output) = Open();
        using (OutputTurn.Begin())
        {
        }

        output.Append("<a/>"u8);

        await output.DrainAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(["<a/>"], transport.Writes);
    }

    private (WritesOnly Transport, ConnectionOutput Output) Open()
    {
        var transport = new WritesOnly();
        return (transport, new ConnectionOutput(transport, host.Server.Services.GetRequiredService<ServerMetrics>(), TimeProvider.System));
    }
}
