using System.Security.Cryptography;
using System.Text;
using Tombolo.Server.LoadAccounts;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Sasl.HashedTokens;

namespace Tombolo.Cli.Bench;

/// <summary>The wire of our own devices: login by token and bind in one question, encrypted messages, entries that are confirmed.</summary>
internal sealed class DeviceWire(LoadTarget target, IReadOnlyList<LoadDevice> devices) : IPairWire
{
    // The first byte of a Signal message names its version: a host looks at no more of it.
    private const byte SignalVersion = 0x44;

    public async Task<LoadConnection> LogInAsync(int user, CancellationToken cancellationToken)
    {
        var connection = await LoadConnection.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.WriteAsync(
                $"<?xml version='1.0'?><stream:stream to='{target.Domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>" +
                Authenticate(devices[user]),
                cancellationToken).ConfigureAwait(false);
            while (true)
            {
                var answer = await connection.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (answer.Namespace == KnownNamespace.Sasl2)
                {
                    return answer.Name.SequenceEqual("success"u8) ? connection : throw new IOException($"The server refused a device: {Encoding.UTF8.GetString(answer.Bytes)}");
                }
            }
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public (string Head, string Tail) Message(int receiver, int bodyBytes)
    {
        byte[] ciphertext = [SignalVersion, .. RandomNumberGenerator.GetBytes(bodyBytes * 3 / 4 - 1)];
        var account = devices[receiver].Address.Split('/')[0];
        return (
            $"<message type='chat' to='{account}' id='m",
            $"'><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='{devices[receiver].DevicesDigest}'>" +
            $"<to device='1' kind='message'>{Convert.ToBase64String(ciphertext)}</to></encrypted></message>");
    }

    private static string Authenticate(LoadDevice device)
    {
        var response = Convert.ToBase64String(HashedToken.InitialResponse(device.Address, Encoding.UTF8.GetBytes(device.Token), default));
        return $"<authenticate xmlns='urn:xmpp:sasl:2' mechanism='HT-SHA-256-NONE'><initial-response>{response}</initial-response>" +
            "<bind xmlns='urn:xmpp:bind:0'><tag>load</tag><enable xmlns='urn:xmpp:sm:3' resume='true'/></bind><fast xmlns='urn:xmpp:fast:0'/></authenticate>";
    }
}
