using System.Globalization;
using System.Xml.Linq;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>A device of our own: one round trip to log in, confirmations by entry.</summary>
internal sealed class DeviceConnection(TestClient client, string address) : ITrafficClient
{
    public bool IsWebSocket => client.IsWebSocket;

    public async Task<Welcome?> LogInAsync(ITrafficClient? former)
    {
        var answer = former is DeviceConnection { Resumption: ({ } id, var read) }
            ? await client.LogInAsync(address + "/1", resume: id, handled: read)
            : await client.LogInAsync(address + "/1");
        if (answer.Name != TestClient.Sasl2 + "success")
        {
            return null;
        }

        var resumed = answer.Element(TestClient.Management + "resumed");
        return new Welcome(resumed is not null, Handled(resumed ?? answer.Element(TestClient.Management + "failed")));
    }

    public Task SendAsync(string text) => client.SendAsync(text);

    public Task<XElement> ReadAsync() => client.ReadAsync();

    public bool TryRead(out XElement? element) => client.TryRead(out element);

    public async Task ConfirmAsync(long saved)
    {
        await client.SendAsync($"<a xmlns='urn:xmpp:sm:3' h='{client.StanzasRead}'/>");
        await client.ConfirmAsync(saved);
    }

    public void Cut() => client.Cut();

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private (string? Id, uint Read) Resumption => (client.ResumptionId, client.StanzasRead);

    private static uint? Handled(XElement? answer) => answer?.Attribute("h") is { } handled ? uint.Parse(handled.Value, CultureInfo.InvariantCulture) : null;
}
