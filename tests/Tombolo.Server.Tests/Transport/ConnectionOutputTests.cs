using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Observability;
using Tombolo.Server.Tests.Streams;
using Tombolo.Server.Transport;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Tests.Transport;

public sealed class ConnectionOutputTests(StreamHost host) : IClassFixture<StreamHost>
{
    [Fact]
    public async Task Stream_ThatHasEnded_IsFollowedByNothing()
    {
        var transport = new WritesOnly();
        var output = new ConnectionOutput(transport, host.Server.Services.GetRequiredService<ServerMetrics>(), TimeProvider.System);

        using (OutputTurn.Begin())
        {
            output.Append("<message/>"u8);
            output.Complete(StreamFraming.Tcp, StreamClosing.WriteClose);
            output.Append("<message/>"u8);
            output.Append("<a/>"u8.ToArray(), static (buffer, element) => buffer.Write(element));
            output.Complete(StreamFraming.Tcp, StreamClosing.WriteClose);
        }

        await output.DrainAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("<message/></stream:stream>", string.Concat(transport.Writes));
    }
}
