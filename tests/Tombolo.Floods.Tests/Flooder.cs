using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tombolo.Floods.Tests;

/// <summary>One logged-in connection that sends without end, as fast as it is let, from a thread of its own.</summary>
internal sealed class Flooder : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Thread _sending;
    private readonly Thread _reading;
    private readonly byte[] _again;
    private readonly bool _reads;
    private long _heard;

    public Flooder(int port, string flood, bool reads)
    {
        _reads = reads;
        _again = Encoding.UTF8.GetBytes(flood);
        _socket.Connect(IPAddress.Loopback, port);
        LogIn();
        _sending = LowPriority.Start(Send);
        _reading = LowPriority.Start(Read);
    }

    /// <summary>Bytes the host has answered so far.</summary>
    public long Heard => Volatile.Read(ref _heard);

    /// <summary>The host has closed the connection.</summary>
    public bool IsEnded => !_sending.IsAlive;

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Join(TimeSpan.FromSeconds(5));
        _reading.Join(TimeSpan.FromSeconds(5));
    }

    private void LogIn()
    {
        const string header = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>";
        var response = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0mallory\0{FloodedServer.Password}"));
        Ask($"{header}<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{response}</auth>", "<success");
        Ask($"{header}<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", "</bind>");
    }

    private void Ask(string question, string answer)
    {
        _socket.Send(Encoding.UTF8.GetBytes(question));
        var heard = "";
        var buffer = new byte[4096];
        while (!heard.Contains(answer, StringComparison.Ordinal))
        {
            var read = _socket.Receive(buffer);
            heard += read > 0 ? Encoding.UTF8.GetString(buffer, 0, read) : throw new EndOfStreamException($"The host closed after '{heard}'.");
        }
    }

    private void Send()
    {
        try
        {
            while (true)
            {
                _socket.Send(_again);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The host has had enough, or the test has.
        }
    }

    private void Read()
    {
        var buffer = new byte[65_536];
        try
        {
            while (_reads && _socket.Receive(buffer) is var read and > 0)
            {
                Interlocked.Add(ref _heard, read);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // As above.
        }
    }
}
