using System.Text;
using System.Threading.Channels;
using System.Xml.Linq;
using Tombolo.Client.Connection;

namespace Tombolo.Client.Tests.Support;

/// <summary>A connection whose other end is the test.</summary>
internal sealed class ScriptedTransport : IXmppTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Channel<XElement?> _toDevice = Channel.CreateUnbounded<XElement?>();
    private readonly Channel<XElement> _toHost = Channel.CreateUnbounded<XElement>();

    /// <summary>Nothing can be sent, as on a line that is gone.</summary>
    public bool IsBroken { get; init; }

    /// <summary>The host says something.</summary>
    public void Says(XElement element) => _toDevice.Writer.TryWrite(element);

    /// <inheritdoc cref="Says(XElement)"/>
    public void Says(string xml) => Says(XElement.Parse(xml));

    /// <summary>The host closes the stream.</summary>
    public void Closes() => _toDevice.Writer.TryWrite(null);

    /// <summary>The next element the device sends.</summary>
    public async Task<XElement> HearsAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await _toHost.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("The device sent nothing.");
        }
    }

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(ReadOnlyMemory<byte> element, CancellationToken cancellationToken)
    {
        if (IsBroken)
        {
            throw new ConnectionLostException("The line is gone.");
        }

        _toHost.Writer.TryWrite(XElement.Parse(Encoding.UTF8.GetString(element.Span)));
        return Task.CompletedTask;
    }

    public async Task<XElement?> ReceiveAsync(CancellationToken cancellationToken) => await _toDevice.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
