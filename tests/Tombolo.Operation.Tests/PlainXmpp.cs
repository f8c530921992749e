using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tombolo.Operation.Tests;

/// <summary>An XMPP client of a few lines: says something and reads until it hears something.</summary>
internal sealed class PlainXmpp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TcpClient _connection = new();

    public static async Task<PlainXmpp> ConnectAsync(int port)
    {
        var client = new PlainXmpp();
        await client._connection.ConnectAsync(IPAddress.Loopback, port);
        await client.OpenAsync();
        return client;
    }

    public async Task LogInAsync(string account, string password, string outcome)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{account.Split('@')[0]}\0{password}"));
        await SayAsync($"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{text}</auth>", "<" + outcome);
        if (outcome == "success")
        {
            await OpenAsync();
        }
    }

    public async Task SayAsync(string text, params string[] heard)
    {
        var stream = _connection.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        using var patience = new CancellationTokenSource(Patience);
        var (all, buffer) = (new StringBuilder(), new byte[8192]);
        while (!Array.Exists(heard, one => all.ToString().Contains(one, StringComparison.Ordinal)))
        {
            int read;
            try
            {
                read = await stream.ReadAsync(buffer, patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"waited {Patience.TotalSeconds} seconds for {heard[0]}, heard {all}");
            }

            Assert.True(read > 0, $"the host ended the stream before {heard[0]}: {all}");
            all.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }

    public void Dispose() => _connection.Dispose();

    private Task OpenAsync() =>
        SayAsync("<?xml version='1.0'?><stream:stream to='localhost' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>", "features>");
}
