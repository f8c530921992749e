using System.Globalization;
using System.Xml.Linq;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>An ordinary XMPP client: many round trips to log in, then <c>resume</c> or a new session; it confirms by counting alone (XEP-0198).</summary>
internal sealed class StandardConnection(StandardClient client, string address) : ITrafficClient
{
    public const string Password = "k7f2p-9xw3n-h5t6v";

    /// <summary>Makes accounts on the server that keeps its data in this folder.</summary>
    public static void MakeAccounts(string folder, IEnumerable<string> names) => MakeAccounts(new StorageOptions { DataFolder = folder }, names);

    /// <summary>Makes accounts in this store, beside those who run on it.</summary>
    public static void MakeAccounts(StorageOptions store, IEnumerable<string> names) => StandardAccounts.Make(store, "localhost", names, Password, TimeProvider.System);

    public bool IsWebSocket => false;

    public async Task<Welcome?> LogInAsync(ITrafficClient? former)
    {
        await client.OpenAsync();
        if ((await client.AuthenticateAsync(address[..address.IndexOf('@', StringComparison.Ordinal)], Password)).Name.LocalName != "features")
        {
            return null;
        }

        var answer = former is StandardConnection { Resumption: ({ } id, var read) } ? await client.ResumeAsync(id, read) : null;
        var isResumed = answer?.Name == StandardClient.Management + "resumed";
        if (!isResumed)
        {
            // Nothing comes in before it is available, which it is not yet: all that comes is counted.
            await client.BindAsync("traffic");
            await client.EnableAsync();
        }

        return new Welcome(isResumed, answer?.Attribute("h") is { } handled ? uint.Parse(handled.Value, CultureInfo.InvariantCulture) : null);
    }

    public Task SendAsync(string text) => client.SendAsync(text);

    public Task<XElement> ReadAsync() => client.ReadAsync();

    public bool TryRead(out XElement? element) => client.TryRead(out element);

    public Task ConfirmAsync(long saved) => client.AcknowledgeAsync();

    public void Cut() => client.Cut();

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private (string? Id, uint Read) Resumption => (client.ResumptionId, client.Handled);
}
