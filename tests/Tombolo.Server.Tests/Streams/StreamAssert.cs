using System.Xml.Linq;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Streams;

internal static class StreamAssert
{
    private static readonly XNamespace Conditions = "urn:ietf:params:xml:ns:xmpp-streams";

    /// <summary>The stream ends with this error, and then the connection does.</summary>
    public static async Task EndsWithAsync(TestClient client, string condition)
    {
        var error = await client.SeekAsync("error");
        Assert.Equal("http://etherx.jabber.org/streams", error.Name.NamespaceName);
        Assert.Equal(condition, error.Elements().First(child => child.Name.Namespace == Conditions).Name.LocalName);
        await client.WaitForEndAsync();
    }
}
