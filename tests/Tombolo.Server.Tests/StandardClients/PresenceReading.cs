using System.Xml.Linq;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.StandardClients;

/// <summary>What tests of presence ask of a client.</summary>
internal static class PresenceReading
{
    private static readonly XNamespace Roster = "jabber:iq:roster";

    /// <summary>The next presence of somebody else, which has to be of this type; empty is available.</summary>
    public static async Task<XElement> ExpectPresenceAsync(this StandardClient client, string type)
    {
        var presence = await client.ExpectAsync("presence");
        while (presence.From == client.Address)
        {
            presence = await client.ExpectAsync("presence");
        }

        Assert.Equal(type, (string?)presence.Attribute("type") ?? "");
        return presence;
    }

    /// <summary>Everything the client sent has had its effect. Returns whom it saw come meanwhile and not go, itself included.</summary>
    public static async Task<IReadOnlyCollection<string>> SettleAsync(this StandardClient client)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        await client.AskAsync();
        while (true)
        {
            var element = await client.ReadAsync();
            if (element.Name == StandardClient.Management + "a")
            {
                return present;
            }

            if (element.Name.LocalName == "presence" && element.Attribute("type") is null)
            {
                present.Add(element.From);
            }
            else if ((string?)element.Attribute("type") == "unavailable")
            {
                present.Remove(element.From);
            }
        }
    }

    /// <summary>The next roster push: subscription and what is asked.</summary>
    public static async Task<string> ExpectPushAsync(this StandardClient client)
    {
        var item = (await client.ExpectAsync("iq")).Descendants(Roster + "item").Single();
        return $"{(string?)item.Attribute("subscription")} {(string?)item.Attribute("ask")}".TrimEnd();
    }

    /// <summary>The code of ours in an error.</summary>
    public static string? ErrorCode(this XElement stanza) => (string?)stanza.Descendants("{urn:tombolo:errors:0}error").Single().Attribute("code");

    extension(XElement stanza)
    {
        public string From => (string?)stanza.Attribute("from") ?? "";

        public string To => (string?)stanza.Attribute("to") ?? "";
    }
}
