using System.Xml.Linq;
using Tombolo.Client.Connection;

namespace Tombolo.Client.Tests.Support;

/// <summary>Notes what a stream tells.</summary>
internal sealed class StreamDiary : IStreamEvents
{
    public List<XElement> Messages { get; } = [];

    public List<string> Acknowledged { get; } = [];

    public Task ReceivedAsync(XElement message, CancellationToken cancellationToken)
    {
        Messages.Add(message);
        return Task.CompletedTask;
    }

    public Task AcknowledgedAsync(IReadOnlyList<string> stanzaIds, CancellationToken cancellationToken)
    {
        Acknowledged.AddRange(stanzaIds);
        return Task.CompletedTask;
    }
}
