using System.Text;
using Tombolo.Xmpp.Sasl.HashedTokens;

namespace Tombolo.TestHost.Bare;

/// <summary>The words of a login, as bytes on a TCP stream.</summary>
internal static class BareLogin
{
    public const string Header =
        "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>";

    private const string Management = "<enable xmlns='urn:xmpp:sm:3' resume='true'/>";

    /// <summary>What a device says after the header to log in with its first token and bind.</summary>
    public static string Device(string device, bool isManaged)
    {
        var response = HashedToken.InitialResponse(device, Encoding.UTF8.GetBytes(FixedAccounts.FirstToken(device)), default);
        return $"<authenticate xmlns='urn:xmpp:sasl:2' mechanism='HT-SHA-256-NONE'><initial-response>{Convert.ToBase64String(response)}</initial-response>"
            + $"<bind xmlns='urn:xmpp:bind:0'>{(isManaged ? Management : "")}</bind></authenticate>";
    }

    /// <summary>What a standard client says after the header.</summary>
    public static string Plain(string name, string password) =>
        $"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{name}\0{password}"))}</auth>";

    /// <summary>What it says on the stream after that one.</summary>
    public static string Bind(string resource) =>
        $"<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>{resource}</resource></bind></iq>";

    extension(BareConnection connection)
    {
        public async Task LogInDeviceAsync(string device, bool isManaged = true)
        {
            await connection.SendAsync(Header + Device(device, isManaged));
            await connection.HearAsync("</success><stream:features");
        }

        public async Task LogInStandardAsync(string name, string password, string resource)
        {
            await connection.SendAsync(Header + Plain(name, password));
            await connection.HearAsync("<success");
            await connection.SendAsync(Header + Bind(resource));
            await connection.HearAsync("<jid>");
        }
    }
}
